"""The function by which the database knows in which teams the viewer works."""

from django.db import migrations

BUILD = """
CREATE FUNCTION kith_teams() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(DISTINCT team_id), '{}') FROM people_roleheld
  WHERE kith_sphere() = 'staff' AND person_id = kith_viewer()
    AND from_at <= kith_at() AND (until_at IS NULL OR until_at > kith_at())
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_vault"), ("kernel", "0002_who_looks")]

    operations = [migrations.RunSQL(BUILD, "DROP FUNCTION kith_teams()")]
