"""The help numbers Kith is shipped with, each waiting for its first review."""

import tomllib
from pathlib import Path

from django.db import migrations

SHIPPED = Path(__file__).parents[1] / "data" / "help_numbers.toml"


def load(apps, schema_editor):
    contact = apps.get_model("safety", "CrisisContact")
    for place, row in enumerate(tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["contact"]):
        said = {key: value for key, value in row.items() if key != "nations"}
        for nation in row["nations"]:
            contact.objects.get_or_create(nation=nation, code=row["code"], defaults={**said, "position": place})


class Migration(migrations.Migration):
    dependencies = [("safety", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
