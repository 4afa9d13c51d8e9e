import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery


def stand_where_they_do(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Assessment = apps.get_model("paths", "Assessment")
    Employee = apps.get_model("paths", "Employee")
    level = Employee.objects.filter(pk=OuterRef("employee")).values("level")[:1]
    Assessment.objects.update(from_level=Subquery(level))


class Migration(migrations.Migration):
    dependencies = [
        ("paths", "0012_erase_employee"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="from_level",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="paths.level",
            ),
        ),
        migrations.RunPython(stand_where_they_do, migrations.RunPython.noop),
    ]
