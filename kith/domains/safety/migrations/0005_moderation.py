"""What moderation adds, and its part of the second wall: what somebody appealed against, and who was shaken by it."""

import django.db.models.deletion
import kith.kernel.sealed
import uuid
from django.db import migrations, models

from kith.kernel.walls import wall

OWN = "person_id = (SELECT kith_viewer())"
ASKED = "wants_a_talk AND team_id = ANY((SELECT kith_teams())::uuid[])"
APPEALED = "EXISTS (SELECT 1 FROM safety_decision d WHERE d.id = decision_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_teams_of_the_viewer"),
        ("safety", "0004_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Aftercare",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", kith.kernel.sealed.SealedText(editable=True, null=True, owner="person_id")),
                ("wants_a_talk", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("talked_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "aftercare",
            },
        ),
        migrations.CreateModel(
            name="Exposure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveField(
            model_name="appeal",
            name="is_upheld",
        ),
        migrations.AddField(
            model_name="appeal",
            name="answer",
            field=kith.kernel.sealed.SealedText(editable=True, null=True, owner="author_id"),
        ),
        migrations.AddField(
            model_name="appeal",
            name="due_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="appeal",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waits for somebody else of the team"),
                    ("changed", "changed after a second look"),
                    ("kept", "kept after a second look"),
                ],
                default="waiting",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="for_team",
            field=kith.kernel.sealed.SealedText(editable=True, null=True, owner="author_id"),
        ),
        migrations.AddField(
            model_name="report",
            name="about",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="screened",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="decision",
            name="verb",
            field=models.CharField(
                choices=[
                    ("looked", "read it; nothing to do"),
                    ("replied", "wrote to the writer"),
                    ("noted", "added a content note"),
                    ("held", "put it aside for a moderator"),
                    ("released", "shown after waiting"),
                    ("hid", "hid it"),
                    ("restored", "showed it again"),
                    ("moved", "moved it"),
                    ("cooled_off", "asked the writer for a break from writing"),
                    ("lifted", "ended the break from writing"),
                    ("escalated", "brought it to the duty clinician"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="told",
            field=models.CharField(
                blank=True,
                choices=[
                    ("nothing", "We looked. We left it as it is."),
                    ("done", "We looked, and did something about it."),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["at"], name="appeals_waiting"),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(fields=["author_id"], name="appeals_of_author"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["by", "at"], name="decisions_of_a_moderator"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["reporter_id", "at"], name="reports_of_somebody"),
        ),
        migrations.AddIndex(
            model_name="screened",
            index=models.Index(
                condition=models.Q(("is_held", True)), fields=["team", "written_at"], name="screened_held"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="appeal_is_answered_once",
            ),
        ),
        migrations.AddField(
            model_name="aftercare",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="aftercare",
            name="talked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="aftercare",
            name="team",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.team"),
        ),
        migrations.AddField(
            model_name="exposure",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="exposure",
            name="screened",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="safety.screened"
            ),
        ),
        migrations.AddIndex(
            model_name="aftercare",
            index=models.Index(
                condition=models.Q(("talked_at", None), ("wants_a_talk", True)), fields=["team"], name="talks_asked_for"
            ),
        ),
        migrations.AddConstraint(
            model_name="aftercare",
            constraint=models.CheckConstraint(
                condition=models.Q(("talked_by", models.F("person")), _negated=True), name="nobody_debriefs_themselves"
            ),
        ),
        migrations.AddIndex(
            model_name="exposure",
            index=models.Index(fields=["person", "at"], name="exposures_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="exposure",
            constraint=models.UniqueConstraint(fields=("person", "screened"), name="exposed_once"),
        ),
        wall("safety_appeal", seen=APPEALED),
        wall("safety_exposure", seen=OWN),
        wall("safety_aftercare", seen=f"{OWN} OR ({ASKED})"),
    ]
