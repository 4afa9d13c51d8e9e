import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("paths", "0002_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="skill",
            name="awareness",
            field=models.TextField(
                blank=True,
                help_text="What somebody does who is that good at this skill. Empty: as for every skill.",
                verbose_name="awareness means",
            ),
        ),
        migrations.AddField(
            model_name="skill",
            name="expert",
            field=models.TextField(
                blank=True,
                help_text="What somebody does who is that good at this skill. Empty: as for every skill.",
                verbose_name="expert means",
            ),
        ),
        migrations.AddField(
            model_name="skill",
            name="practitioner",
            field=models.TextField(
                blank=True,
                help_text="What somebody does who is that good at this skill. Empty: as for every skill.",
                verbose_name="practitioner means",
            ),
        ),
        migrations.AddField(
            model_name="skill",
            name="working",
            field=models.TextField(
                blank=True,
                help_text="What somebody does who is that good at this skill. Empty: as for every skill.",
                verbose_name="working means",
            ),
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("role", "Roles"),
                            ("level", "Levels"),
                            ("skill", "Skills"),
                            ("question", "Interview questions"),
                            ("advice", "Advice"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.TextField()),
                ("under", models.TextField(blank=True, help_text="The heading it stands under, as written.")),
                ("text", models.TextField(blank=True, help_text="What else it says, one statement per line.")),
                (
                    "folded",
                    models.TextField(
                        help_text="Name, surroundings and text, folded, each on a line with a space around."
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, help_text="The part of the role's page it stands in.", max_length=24),
                ),
                ("hue", models.PositiveSmallIntegerField(null=True)),
                ("years_min", models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                ("years_max", models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                (
                    "level",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="paths.level"
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="paths.role"
                    ),
                ),
                (
                    "skill",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="paths.skill"
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "skill"), ("role__isnull", True), ("skill__isnull", False)),
                            models.Q(
                                models.Q(("kind", "skill"), _negated=True),
                                ("role__isnull", False),
                                ("skill__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="search_entry_of_skill_or_role",
                        violation_error_message="An entry belongs to a skill or to a role.",
                    )
                ],
            },
        ),
    ]
