"""Live talk: lines that changed, the one row that says whether any door has, and visits that end aloud."""

from django.db import migrations, models

MOVE_ON = """
CREATE SEQUENCE kith_door_changes;
CREATE FUNCTION kith_doors_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO rooms_doors (id, version) VALUES (1, nextval('kith_door_changes'))
    ON CONFLICT (id) DO UPDATE SET version = excluded.version;
  RETURN NULL;
END $$;
"""
# Deferred: the one row is locked only while the transaction commits, so two changes never wait for each other crosswise.
WATCHED = {
    "rooms_key": "INSERT OR UPDATE OR DELETE",
    "rooms_reader": "INSERT OR UPDATE OR DELETE",
    "rooms_room": "UPDATE OR DELETE",
    "rooms_community": "UPDATE OR DELETE",
    "rooms_block": "INSERT OR DELETE",
    "people_roleheld": "INSERT OR UPDATE OR DELETE",
    "people_account": "UPDATE OF is_active OR DELETE",
}
TRIGGER = """
CREATE CONSTRAINT TRIGGER doors_changed AFTER {when} ON {table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION kith_doors_changed();
"""
SAY_IT = """
CREATE FUNCTION kith_visit_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('kith', 'visit:' || left(encode(sha256(convert_to(OLD.session_key, 'UTF8')), 'hex'), 32) || ' ');
  RETURN NULL;
END $$;
CREATE TRIGGER visit_ended AFTER DELETE ON django_session FOR EACH ROW EXECUTE FUNCTION kith_visit_ended();
"""
BE_SILENT = "DROP TRIGGER visit_ended ON django_session; DROP FUNCTION kith_visit_ended();"


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0003_search"),
        ("people", "0003_teams_of_the_viewer"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.AddField("line", "changed_at", models.DateTimeField(null=True)),
        migrations.AddIndex("line", models.Index(fields=["author", "-written_at"], name="lines_of_author")),
        migrations.AddIndex(
            "line",
            models.Index(fields=["room", "changed_at"], condition=~models.Q(changed_at=None), name="lines_changed"),
        ),
        migrations.AddField("hosting", "hands_over_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "Doors",
            [
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
            ],
            {"verbose_name_plural": "doors"},
        ),
        migrations.RunSQL(MOVE_ON, "DROP FUNCTION kith_doors_changed(); DROP SEQUENCE kith_door_changes;"),
        *(
            migrations.RunSQL(TRIGGER.format(table=table, when=when), f"DROP TRIGGER doors_changed ON {table}")
            for table, when in WATCHED.items()
        ),
        migrations.RunSQL(SAY_IT, BE_SILENT),
    ]
