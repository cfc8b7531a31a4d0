"""The vault's schema: only the role kith_vault may enter it; owner and web role have no rights inside."""

from django.db import migrations

BUILD = """
CREATE SCHEMA vault;
REVOKE ALL ON SCHEMA vault FROM PUBLIC;
CREATE TABLE vault.identity (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_digest char(64) NOT NULL UNIQUE,
  pseudonym_digest char(64) NOT NULL UNIQUE,
  key_name varchar(40) NOT NULL,
  person bytea NOT NULL,
  pseudonym bytea NOT NULL
);
CREATE TABLE vault.same_human (
  one char(64) NOT NULL,
  other char(64) NOT NULL,
  PRIMARY KEY (one, other)
);
CREATE INDEX same_human_other ON vault.same_human (other);
GRANT USAGE ON SCHEMA vault TO kith_vault;
GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA vault TO kith_vault;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("kernel", "0001_initial")]

    operations = [migrations.RunSQL(BUILD, "DROP SCHEMA vault CASCADE")]
