import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def rights_that_are_there(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let what is last known of a user say which rights they have by themselves: otherwise the next change would seem
    to grant them.
    """
    history = apps.get_model("paths", "HistoricalUser")
    rights = apps.get_model("paths", "HistoricalUser_user_permissions")
    through = apps.get_model("paths", "User").user_permissions.through
    rows = list(through.objects.values_list("pk", "user_id", "permission_id"))
    latest = history.objects.filter(id__in={user for _pk, user, _right in rows}).order_by("history_date", "history_id")
    last = dict(latest.values_list("id", "history_id"))
    rights.objects.bulk_create(
        rights(id=pk, user_id=user, permission_id=right, history_id=last[user])
        for pk, user, right in rows
        if user in last
    )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("paths", "0017_goal_openings"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalUser_user_permissions",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="paths.historicaluser",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "HistoricalUser_user_permissions"},
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(rights_that_are_there, migrations.RunPython.noop),
    ]
