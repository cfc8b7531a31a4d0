"""The functions by which the database knows who is looking."""

from django.db import migrations

from kith.kernel.walls import NOBODY_LOOKS, WHO_LOOKS


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [migrations.RunSQL(WHO_LOOKS, NOBODY_LOOKS)]
