"""The right to erase a person, which HR partners have."""

from django.db import migrations

from paths.people.groups import make_groups


class Migration(migrations.Migration):
    dependencies = [("paths", "0011_promotions"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [
        migrations.AlterModelOptions(
            name="employee",
            options={
                "ordering": ["name"],
                "permissions": [("erase_employee", "Can erase a person")],
                "verbose_name": "employee",
                "verbose_name_plural": "employees",
            },
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
