"""Words of the team's own people say whose they are: they are told of decisions, as members are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safety", "0006_by_staff")]

    operations = [
        migrations.RemoveField("screened", "is_by_staff"),
        migrations.AddField(
            "screened",
            "staff",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
            ),
        ),
    ]
