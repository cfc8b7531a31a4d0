"""Put every listing into the cells it lies in, now that there are three sizes."""

from django.db import migrations

SIZES = {"cf": (0.1, 0.15), "cm": (0.2, 0.3), "cc": (0.6, 0.9)}
_WORDS = ", ".join(
    f"'{name}' || (floor(lat / {high}::float8)::int + 2000) || 'x' || (floor(lon / {wide}::float8)::int + 2000)"
    for name, (high, wide) in SIZES.items()
)
AGAIN = f"""UPDATE directory_listing SET cells = concat_ws(' ', {_WORDS}, CASE WHEN reaches_far THEN 'cfar' END)
            WHERE lat IS NOT NULL AND lon IS NOT NULL"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_first")]

    operations = [migrations.RunSQL(AGAIN, migrations.RunSQL.noop)]
