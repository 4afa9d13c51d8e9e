import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("paths", "0019_events_point_at_what_they_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnsentWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=200)),
                ("fields", models.TextField()),
                ("size", models.PositiveIntegerField()),
                ("kept_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "form kept until they sign in",
                "verbose_name_plural": "forms kept until they sign in",
                "ordering": ["pk"],
            },
        ),
    ]
