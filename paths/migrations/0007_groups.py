"""What each group may do, as of the pages for drafts, publishing and pay exceptions."""

from django.db import migrations

from paths.people.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [("paths", "0006_edition_news"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
