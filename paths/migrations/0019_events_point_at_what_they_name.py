import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CYCLES = ("cycle", "left_cycle")
REQUESTS = ("feedback_asked", "feedback_withdrawn")


def find_cycles(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let events say which cycle they mean: the one that had the name then, else the one that has it now."""
    cycle, event, history = (apps.get_model("paths", name) for name in ("Cycle", "Event", "HistoricalCycle"))
    now = {name: pk for pk, name in cycle.objects.values_list("pk", "name")}
    there = set(now.values())
    for row in event.objects.filter(what__in=CYCLES):
        # Leaving was once written the other way round.
        name = row.after if row.what == "cycle" else row.before or row.after
        earlier = history.objects.filter(name=name, id__in=there)
        then = earlier.filter(history_date__lte=row.at).order_by("-history_date", "-history_id").first()
        known = then or earlier.order_by("history_date", "history_id").first()
        number = known.id if known else now.get(name)
        if number:
            event.objects.filter(pk=row.pk).update(cycle=number)


def find_people(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let events say which employee they name: whoever was asked, or advises, and was ever called so. Of two who were
    called alike each is named once.
    """
    event, request, adviser = (apps.get_model("paths", name) for name in ("Event", "FeedbackRequest", "Adviser"))
    employee, history = apps.get_model("paths", "Employee"), apps.get_model("paths", "HistoricalEmployee")
    taken = set()
    named = event.objects.filter(what__in=(*REQUESTS, "adviser"), words__isnull=False).select_related("words")
    for row in named.order_by("case", "number"):
        if row.what == "adviser":
            asked = adviser.objects.filter(case=row.case_id, employee__isnull=False).order_by("pk")
            people = list(asked.values_list("employee", flat=True))
        else:
            asked = request.objects.filter(case=row.case_id, colleague__isnull=False).order_by("pk")
            people = list(asked.values_list("colleague", flat=True))
        name = row.words.after
        alike = {*employee.objects.filter(pk__in=people, name=name).values_list("pk", flat=True)}
        alike |= {*history.objects.filter(id__in=people, name=name).values_list("id", flat=True)}
        fitting = [pk for pk in people if pk in alike]
        number = next((pk for pk in fitting if (row.what, row.case_id, pk) not in taken), None) or next(
            iter(fitting), None
        )
        if number:
            taken.add((row.what, row.case_id, number))
            event.objects.filter(pk=row.pk).update(person_number=number)


class Migration(migrations.Migration):
    dependencies = [
        ("paths", "0018_rights_in_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="cycle",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events", to="paths.cycle"
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="person_number",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.RunPython(find_cycles, migrations.RunPython.noop),
        migrations.RunPython(find_people, migrations.RunPython.noop),
    ]
