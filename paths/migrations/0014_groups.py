"""What each group may do, as of promotions and of erasing a person."""

from django.db import migrations

from paths.people.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [("paths", "0013_assessment_from_level")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
