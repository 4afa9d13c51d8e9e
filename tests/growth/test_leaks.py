"""Words that people wrote into their papers, looked for on every address of the site, in each form it answers in."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from paths.growth import unsent
from paths.growth.assessing import rate, share_assessment
from paths.growth.models import Evidence, Goal, WeekShare
from tests.factories import UserFactory
from tests.growth.bakery import bakery, browser, partner, person
from tests.visitors import GROUPS, Group

pytestmark = pytest.mark.django_db

# What is written where, and who may read it. The manager's answers are not sent, and Ana had not finished hers.
SECRETS = {
    "Zuckerhut": "a note that was changed after it was shared",
    "Zimtstern": "a note that was shared",
    "Quarkball": "an answer of the manager that is not sent",
    "Mohnzopf": "evidence of nothing that was shared",
    "Stollen": "evidence beside a row that was shared",
    "Krapfen": "a goal",
    "Brezel": "a goal that was shared",
    "Semmel": "an activity of the week",
}
OWN = {"Zuckerhut", "Zimtstern", "Mohnzopf", "Stollen", "Krapfen", "Brezel", "Semmel"}
SHARED = {"Zimtstern", "Stollen"}
MAY_READ = {
    "owner": OWN,
    "manager": {"Quarkball", "Stollen", "Brezel"},
    "above": SHARED | {"Brezel"},
    "partner": SHARED | {"Brezel"},
    "other": set(),
    "former": set(),
    "stranger": set(),
    "hr_publisher": set(),
    "compensation": set(),
    "administrator": set(),
}
HEADERS = [{}, {"HX-Request": "true", "HX-Target": "entries"}]


def staff(visitor):
    user = UserFactory(is_staff=True, is_superuser=visitor == "administrator")
    user.groups.set(Group.objects.filter(name__in=GROUPS.get(visitor, [])))
    return user


@pytest.fixture
def bakers():
    """Ana has written down all kinds of things; Bo has begun to answer."""
    found = bakery()
    mo = person("Mo", manager=found.cleo)
    rye = found.asked("rye")
    beside = Evidence.objects.create(employee=found.ana, text="Stollen")
    beside.shows.create(key=rye.key)
    found.assessment = found.assessment()
    rate(assessment=found.assessment, expected=rye, value=2, note="Zimtstern")
    found.conversation = share_assessment(assessment=found.assessment)
    rate(assessment=found.assessment, expected=rye, value=1, note="Zuckerhut")
    found.evidence = Evidence.objects.create(employee=found.ana, text="Mohnzopf")
    found.goal = Goal.objects.create(employee=found.ana, action="Krapfen", due_on="2026-01-01")
    Goal.objects.create(employee=found.ana, action="Brezel", due_on="2026-01-01", is_shared=True)
    WeekShare.objects.create(employee=found.ana, activity="Semmel", percent=10)
    found.answer(found.conversation, "rye", 3)
    found.conversation.ratings.filter(note="Bo on rye.").update(note="Quarkball")
    found.visitors = {
        "owner": found.ana,
        "manager": found.bo,
        "above": found.cleo,
        "partner": partner(),
        "other": person("Olga", manager=found.bo),
        "former": mo,
        "stranger": None,
    }
    return found


def addresses(bakers):
    """Every address that one can ask for by GET: those of papers with Ana's, those of the admin with the first row."""
    numbers = {"assessment": bakers.assessment.pk, "conversation": bakers.conversation.pk}
    numbers |= {"evidence": bakers.evidence.pk, "goal": bakers.goal.pk, "person": bakers.ana.pk}
    known = {"key": bakers.asked("rye").key, "role_slug": "baker", "level_slug": "senior", "version": "1.0"}
    for name, parts in names(get_resolver()):
        numbered = known | {"pk": numbers.get(name.rpartition(":")[2].partition("_")[0], 1)}
        for step in (1, 2):
            arguments = {part: value for part, value in (numbered | {"step": step}).items() if part in parts}
            try:
                yield reverse(name, kwargs=arguments)
            except NoReverseMatch:
                continue
    for model in apps.get_models():
        place = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("changelist", "change", "history", "delete"):
            arguments = (
                [] if page == "changelist" else [model._default_manager.values_list("pk", flat=True).first() or 1]
            )
            try:
                yield reverse(f"{place}_{page}", args=arguments)
            except NoReverseMatch:
                break
    for lead in (bakers.bo, bakers.cleo):
        yield from (f"{reverse(name)}?of={lead.pk}" for name in ("team", "team_map", "team_map_csv"))
    for word in SECRETS:
        yield f"{reverse('search')}?q={word}"
        yield f"{reverse('evidence')}?q={word}"


def names(resolver, namespace=""):
    """(name, the parts of it that are to be filled in) of every address."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield f"{namespace}{pattern.name}", tuple(pattern.pattern.converters)


@pytest.mark.parametrize("visitor", MAY_READ)
def test_nobody_reads_a_word_that_was_not_written_for_them(bakers, visitor):
    client = browser(bakers.visitors[visitor] if visitor in bakers.visitors else staff(visitor))
    read, tried = {}, 0
    for address in dict.fromkeys(addresses(bakers)):
        if "sign-out" in address:
            continue
        for headers in HEADERS:
            response = client.get(address, headers=headers)
            assert response.status_code < 500, address
            tried += 1
            body = b"".join(response.streaming_content) if response.streaming else response.content
            said = body.decode(errors="replace") + str(response.headers)
            asked_for = address.partition("?q=")[2]
            for word in SECRETS:
                if word != asked_for and word in said:
                    read.setdefault(word, address)
    assert tried > 200
    assert {word: where for word, where in read.items() if word not in MAY_READ[visitor]} == {}
    assert set(read) == MAY_READ[visitor], "a word that they may read is on no page: the search is blind"


def test_no_paper_is_called_by_what_it_says(bakers):
    """Lists of what is deleted, or cannot be, name every row that hangs on another."""
    share_assessment(assessment=bakers.assessment)
    bakers.conversation.openings.create(user=bakers.bo.user, last_at=timezone.now())
    bakers.goal.openings.create(user=bakers.bo.user, last_at=timezone.now())
    unsent.keep(user_id=bakers.ana.user_id, path="/growth/", fields={"note": ["Bakes at night"]})
    models = [model for model in apps.get_models() if model.__module__.startswith("paths.growth.")]
    named = {model: [str(row) for row in model.objects.all()] for model in models}
    assert all(named.values()), "each has a row"
    assert {name for rows in named.values() for name in rows if not re.fullmatch(r"#\d+", name)} == set()


def test_nobody_in_hr_becomes_the_owner_of_papers_by_changing_whose_account_it_is(bakers):
    hetty = bakers.visitors["partner"]
    where = reverse("admin:paths_employee_change", args=[bakers.ana.pk])
    fields = {"name": "Ana", "email": bakers.ana.email, "level": bakers.own.pk, "manager": bakers.bo.pk, "location": ""}
    response = browser(hetty).post(where, fields | {"user": hetty.pk, "is_active": "on"})
    assert response.status_code == 302
    bakers.ana.refresh_from_db()
    assert bakers.ana.user.name == "Ana"


@pytest.mark.parametrize("visitor", ["partner", "administrator"])
def test_people_are_erased_and_never_just_deleted(bakers, visitor):
    client = browser(bakers.visitors[visitor] if visitor in bakers.visitors else staff(visitor))
    for row in (bakers.ana, bakers.ana.user):
        where = reverse(f"admin:paths_{row._meta.model_name}_delete", args=[row.pk])
        assert client.post(where, {"post": "yes"}).status_code == 403
        listed = reverse(f"admin:paths_{row._meta.model_name}_changelist")
        client.post(listed, {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"})
        assert type(row).objects.filter(pk=row.pk).exists()
