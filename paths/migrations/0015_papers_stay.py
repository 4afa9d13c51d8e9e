import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, OuterRef, Subquery

import paths.shared.clock


def keep_what_was_in_force(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of assessments towards another ladder: the edition that described their owner's level when they began."""
    Assessment = apps.get_model("paths", "Assessment")
    Edition = apps.get_model("paths", "Edition")
    described = Edition.objects.filter(
        profiles__level=OuterRef("from_level"), published_at__lte=OuterRef("started_at")
    ).order_by("-published_at", "-pk")
    elsewhere = Assessment.objects.filter(from_level__isnull=False).exclude(from_level__role=F("level__role"))
    elsewhere.update(from_edition=Subquery(described.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("paths", "0014_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="from_edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="paths.edition",
            ),
        ),
        migrations.AlterField(
            model_name="conversation",
            name="shared_at",
            field=models.DateTimeField(default=paths.shared.clock.now),
        ),
        migrations.RunPython(keep_what_was_in_force, migrations.RunPython.noop),
    ]
