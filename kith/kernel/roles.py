"""The database's roles: the owner migrates, the web role serves pages, the vault role opens the identity vault."""

from typing import Any

from django.db import connections

WEB, VAULT = "kith_web", "kith_vault"

MAKE_ROLES = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{WEB}') THEN CREATE ROLE {WEB} NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{VAULT}') THEN CREATE ROLE {VAULT} NOLOGIN; END IF;
  EXECUTE format('GRANT {WEB}, {VAULT} TO %I', session_user);
EXCEPTION WHEN duplicate_object OR unique_violation OR internal_error THEN NULL;  -- another migration was faster
END $$
"""  # noqa: S608 - both names are constants of this module

_GRANT = f"""
GRANT USAGE ON SCHEMA public TO {WEB}, {VAULT};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WEB};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {WEB};
"""

_APPEND_ONLY = ("kernel_auditentry", "kernel_auditbatch", "kernel_auditseal")


def grant(sender: Any, using: str = "default", **_kwargs: Any) -> None:
    """After all migrations: the web role may use the tables, and only add to the audit."""
    if sender.label != "kernel":
        return
    with connections[using].cursor() as cursor:
        cursor.execute(_GRANT)
        for table in _APPEND_ONLY:
            cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {WEB}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {WEB}")
