"""Make the groups of people with rights in the admin."""

from django.db import migrations

from paths.people.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [("paths", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
