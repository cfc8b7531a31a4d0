"""A line that was taken back is kept sealed until somebody has looked, as a post is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0004_live")]

    operations = [
        migrations.AlterField(
            "wording",
            "post",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="wordings",
                to="rooms.post",
            ),
        ),
        migrations.AddField(
            "wording",
            "line",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="wordings",
                to="rooms.line",
            ),
        ),
        migrations.AddConstraint(
            "wording",
            models.CheckConstraint(
                condition=models.Q(post=None, line__isnull=False) | models.Q(post__isnull=False, line=None),
                name="wording_is_of_one_thing",
            ),
        ),
    ]
