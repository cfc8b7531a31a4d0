"""The second wall of safety: what worries is seen by its team, and never by whom it is about."""

from django.db import migrations

from kith.kernel.walls import wall

NOT_ABOUT_ME = "NOT (away_from @> ARRAY[(SELECT kith_viewer())])"
OF_MY_TEAM = "team_id = ANY((SELECT kith_teams())::uuid[])"
OURS = f"({OF_MY_TEAM} AND NOT is_apart)"
CALLED = "called @> ARRAY[(SELECT kith_viewer())]"
CASES = f"({OURS} OR {CALLED}) AND {NOT_ABOUT_ME}"
TO_ITS_CASE = f"EXISTS (SELECT 1 FROM safety_alert a JOIN safety_case c ON c.id = a.case_id WHERE a.screened_id = safety_screened.id AND c.{CALLED})"  # noqa: E501
SCREENED = f"({OURS} OR {TO_ITS_CASE}) AND {NOT_ABOUT_ME}"


def through(table: str, key: str) -> str:
    """Seen where the row it hangs on is seen; that table's own wall is asked."""
    return f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = {key})"


class Migration(migrations.Migration):
    dependencies = [("safety", "0003_screened_and_cases"), ("people", "0003_teams_of_the_viewer")]

    operations = [
        wall("safety_screened", seen=SCREENED),
        wall("safety_case", seen=CASES),
        wall("safety_flag", seen=through("safety_screened", "screened_id")),
        wall("safety_report", seen=through("safety_screened", "screened_id")),
        wall("safety_decision", seen=through("safety_screened", "screened_id")),
        wall("safety_alert", seen=through("safety_case", "case_id")),
        wall("safety_escalation", seen=through("safety_case", "case_id")),
        wall("safety_outcome", seen=through("safety_case", "case_id")),
        wall("safety_handover", seen=through("safety_case", "case_id")),
        wall("safety_breakglass", seen=through("safety_case", "case_id")),
    ]
