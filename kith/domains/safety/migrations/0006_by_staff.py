"""Words of the team's own people are told apart from those of members."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safety", "0005_moderation")]

    operations = [
        migrations.AddField("screened", "is_by_staff", models.BooleanField(default=False)),
    ]
