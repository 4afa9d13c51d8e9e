import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def nobody_decided_what_was_withdrawn(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("paths", "Case").objects.filter(state="withdrawn").update(decided_by=None, decided_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("paths", "0015_papers_stay"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="cycle",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="paths.cycle",
            ),
        ),
        migrations.RunPython(nobody_decided_what_was_withdrawn, migrations.RunPython.noop),
    ]
