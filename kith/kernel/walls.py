"""The second wall: rules inside the database that hold even where a query forgot whom it answers.

Rules know the audience only, never the state of a thing: otherwise nobody could write what is held, or hide what is
shown. They apply to the web role; the owner, who migrates and backs up, stands outside.
"""

from __future__ import annotations

from django.db import migrations

WHO_LOOKS = """
CREATE FUNCTION kith_viewer() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('kith.viewer', true), '')::uuid $$;
CREATE FUNCTION kith_sphere() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('kith.sphere', true), '') $$;
CREATE FUNCTION kith_at() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('kith.at', true), '')::timestamptz, now()) $$;
"""
NOBODY_LOOKS = "DROP FUNCTION kith_viewer(); DROP FUNCTION kith_sphere(); DROP FUNCTION kith_at();"


def wall(table: str, *, seen: str, written: str | None = None) -> migrations.RunSQL:
    """Let the web role see the rows for which `seen` holds, and write those for which `written` does (else `seen`).

    Both are SQL conditions. A function that answers for many rows goes inside a sub-select, so that it is asked
    once a query and not once a row: `room_id = ANY((SELECT kith_rooms())::uuid[])`. The house itself sees all.
    """
    all_of_it = "(SELECT kith_sphere()) = 'system'"
    return migrations.RunSQL(
        f"""ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY audience ON {table} USING ({all_of_it} OR ({seen}))
        WITH CHECK ({all_of_it} OR ({written or seen}));""",
        f"DROP POLICY audience ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )
