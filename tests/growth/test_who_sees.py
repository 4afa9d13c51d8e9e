"""The line on a page that says who can see it, beside who really gets it."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from paths.growth.assessing import withdraw
from paths.growth.models import Evidence, EvidenceFor, Goal
from paths.people.models import User
from tests.growth.bakery import bakery, browser, person
from tests.growth.test_every_paper import VISITORS

pytestmark = pytest.mark.django_db
LINE = re.compile(r'<(p|details) class="who-sees">(.*?)</(?:p|summary)>', re.DOTALL)
ALSO = re.compile(r"What says that it is shared can also be seen by:(.*?)</p>", re.DOTALL)


@pytest.fixture
def bakers():
    """Ana with papers of all kinds, and everybody around them, each with a name of their own."""
    found = bakery()
    found.mo = person("Mo", manager=found.cleo)
    found.goal = Goal.objects.create(employee=found.ana, action="Bake rye alone")
    found.evidence = Evidence.objects.create(employee=found.ana, text="Won the rye prize")
    for make in VISITORS.values():
        make(found)
    return found


def words_of(markup):
    return " ".join(html.unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", markup, flags=re.DOTALL)).split())


def said_by(page, reader):
    """The names of those who can see it, as the page says to `reader`, who is “you” in it."""
    said = words_of(LINE.search(page)[2])
    if said.startswith("Only you can see "):
        return {str(reader)}
    names = re.split(r", | and ", said.removeprefix("Who can see this:").strip().rstrip("."))
    assert names[0] == "you"
    return {str(reader), *names[1:]}


def pages_of_those_who_get(path, word=""):
    """user -> the page, of everybody who gets the page at `path` with `word` on it."""
    found = {}
    for user in User.objects.order_by("pk"):
        response = browser(user).get(path)
        if response.status_code == 200 and word in response.content.decode():
            found[user] = response.content.decode()
    return found


def withdrawn(bakers):
    conversation = bakers.shared(rye=2)
    withdraw(conversation=conversation)
    return conversation


NOBODY_ELSE = {"Ana"}
ALL_OF_THEM = {"Ana", "Bo", "Cleo", "Hetty"}
# The paper -> (its page, a word of it that is there, who reads it).
PAPERS = {
    "assessment": (lambda bakers: bakers.assessment(rye=2).get_absolute_url(), "", NOBODY_ELSE),
    "step": (lambda bakers: reverse("assessment_step", args=[bakers.assessment(rye=2).pk, 1]), "", NOBODY_ELSE),
    "shared assessment": (lambda bakers: bakers.shared(rye=2).get_absolute_url(), "", ALL_OF_THEM),
    "answered assessment": (lambda bakers: bakers.answered().get_absolute_url(), "", ALL_OF_THEM),
    "closed assessment": (lambda bakers: bakers.closed().get_absolute_url(), "", ALL_OF_THEM),
    "withdrawn assessment": (lambda bakers: withdrawn(bakers).get_absolute_url(), "", NOBODY_ELSE),
    "evidence": (lambda bakers: reverse("evidence"), "Won the rye prize", NOBODY_ELSE),
    "piece of evidence": (lambda bakers: reverse("evidence_edit", args=[bakers.evidence.pk]), "", NOBODY_ELSE),
    "goals": (lambda bakers: reverse("goals"), "Bake rye alone", NOBODY_ELSE),
    "goal": (lambda bakers: reverse("goal_edit", args=[bakers.goal.pk]), "", NOBODY_ELSE),
    "my growth": (lambda bakers: reverse("growth"), "Bake rye alone", NOBODY_ELSE),
}


@pytest.mark.parametrize("kind", PAPERS)
def test_a_page_names_those_who_get_it_and_nobody_else(bakers, kind):
    make, word, expected = PAPERS[kind]
    pages = pages_of_those_who_get(make(bakers), word)
    assert {str(user) for user in pages} == expected
    assert {user: said_by(page, user) for user, page in pages.items()} == dict.fromkeys(pages, expected)


def test_whoever_leads_no_more_is_neither_named_nor_let_in(bakers):
    path = bakers.shared(rye=2).get_absolute_url()
    bakers.ana.manager = bakers.mo
    bakers.ana.save()
    pages = pages_of_those_who_get(path)
    assert {str(user) for user in pages} == {"Ana", "Mo", "Cleo", "Hetty"}
    assert {frozenset(said_by(page, user)) for user, page in pages.items()} == {frozenset(map(str, pages))}


def test_a_goal_that_is_shared_is_read_by_those_whom_its_page_names(bakers):
    Goal.objects.update(is_shared=True)
    others = f"{reverse('team')}?of={bakers.bo.pk}"
    reading = {
        str(user)
        for path in (reverse("goals"), reverse("team"), others, reverse("shared_goals"))
        for user in pages_of_those_who_get(path, "Bake rye alone")
    }
    page = browser(bakers.ana).get(reverse("goals")).content.decode()
    also = re.sub(r" \([^)]*\)", "", words_of(ALSO.search(page)[1]).rstrip("."))
    assert reading == {"Ana", *also.split(", ")} == ALL_OF_THEM


def test_the_form_of_a_shared_goal_names_those_who_read_it_and_so_does_its_tick(bakers):
    form = reverse("goal_edit", args=[bakers.goal.pk])
    assert "Only you can see this." in browser(bakers.ana).get(form).content.decode()
    Goal.objects.update(is_shared=True)
    page = browser(bakers.ana).get(form).content.decode()
    assert said_by(page, "Ana") == ALL_OF_THEM
    assert 'aria-describedby="id_is_shared_helptext"' in page
    assert "Bo, Cleo and Hetty can read it as soon as it is saved." in page


PLACES = ["growth", "growth_history", "goals", "goals_print", "evidence", "evidence_add", "week", "moves"]


def test_no_page_that_holds_what_others_read_says_that_only_its_owner_sees_it(bakers):
    EvidenceFor.objects.create(evidence=bakers.evidence, key=bakers.asked("rye").key)
    conversation = bakers.answered()
    Goal.objects.update(is_shared=True)
    paper = conversation.assessment
    own = [reverse(name) for name in PLACES] + [
        paper.get_absolute_url(),
        reverse("assessment_step", args=[paper.pk, 1]),
        reverse("goal_edit", args=[bakers.goal.pk]),
        reverse("evidence_edit", args=[bakers.evidence.pk]),
    ]
    theirs = [conversation.get_absolute_url(), reverse("team"), reverse("shared_goals")]
    pages = "".join(browser(bakers.bo).get(path).content.decode() for path in theirs)
    read = [word for word in ("Won the rye prize", "Bake rye alone", "Ana on rye.") if word in pages]
    assert len(read) == 3
    holding = {}
    for path in own:
        page = browser(bakers.ana).get(path).content.decode()
        holding[path] = [word for word in read if word in page]
        if holding[path]:
            assert not re.search("Only you can see this[. ]|private to you until", page), path
    assert {word for words in holding.values() for word in words} == set(read)


def test_a_goal_that_is_only_proposed_is_nobody_elses_and_says_so(bakers):
    Goal.objects.update(is_shared=True, is_proposed=True)
    page = browser(bakers.ana).get(reverse("goals")).content.decode()
    assert "only you see it" in page
    assert "Bake rye alone" not in browser(bakers.bo).get(reverse("shared_goals")).content.decode()
