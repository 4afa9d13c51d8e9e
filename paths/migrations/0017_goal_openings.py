import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def unchanged_since_written(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of goals that are there nobody knows when they were last changed: as far as is known, when they were written."""
    apps.get_model("paths", "Goal").objects.update(changed_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("paths", "0016_cycle_stays"),
    ]

    operations = [
        migrations.AddField(
            model_name="goal",
            name="changed_at",
            field=models.DateTimeField(auto_now=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="GoalOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_at", models.DateTimeField()),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="openings", to="paths.goal"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "note of who has seen a goal",
                "verbose_name_plural": "notes of who has seen a goal",
                "constraints": [
                    models.UniqueConstraint(fields=("goal", "user"), name="one_goal_opening_per_reader"),
                ],
            },
        ),
        migrations.RunPython(unchanged_since_written, migrations.RunPython.noop),
    ]
