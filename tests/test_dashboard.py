"""The admin's first page: cards that rooms contribute, and below them what each person may open."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from careersite.admin_site import section_of
from paths.ladders.drafts import open_draft
from paths.ladders.models import Edition, Expectation, LevelProfile, Role
from paths.pay.models import SalaryBand
from paths.people.models import Employee, User
from paths.shared.dashboard import MOST, Card, Row, cards_for, dashboard_cards
from tests.factories import (
    EditionFactory,
    ExpectationFactory,
    LevelFactory,
    LevelProfileFactory,
    RoleFactory,
    SalaryBandFactory,
    UserFactory,
)
from tests.visitors import GROUPS, browser_of

pytestmark = pytest.mark.django_db


def somebody(*permissions, **fields):
    user = UserFactory(is_staff=True, **fields)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def cards(*permissions, **fields):
    """title -> rows of the cards that somebody with these permissions gets."""
    return {card.title: card.rows for card in cards_for(somebody(*permissions, **fields))}


def draft(role="Baker", text="Understands bread"):
    """A draft with one woolly verb in it."""
    edition = EditionFactory(draft=True, role=RoleFactory(name=role))
    ExpectationFactory(profile=LevelProfileFactory(edition=edition), text=text)
    return edition


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


# The seam


@pytest.fixture
def answering():
    """Connect a receiver for the test."""
    connected = []

    def connect(answer):
        def receiver(user, **_):
            return answer

        dashboard_cards.connect(receiver)
        connected.append(receiver)

    yield connect
    for receiver in connected:
        dashboard_cards.disconnect(receiver)


def test_any_room_adds_a_card_and_they_come_in_order(answering):
    answering(Card("Second", (), "", position=2))
    answering(None)
    answering(Card("First", (Row("A case", "/case/"),), "", position=1))
    assert [card.title for card in cards_for(somebody())] == ["First", "Second"]


def test_a_card_is_on_the_page_with_its_rows_or_its_empty_words(answering):
    answering(Card("Cases", (Row("Ana & Bo", "/cases/1/", "since Monday"),), "", more=Row("All cases", "/cases/")))
    answering(Card("Letters", (), "No letter waits."))
    page = browser_of("hr_partner").get(reverse("admin:index")).content.decode()
    assert '<a href="/cases/1/">Ana &amp; Bo</a> <small>since Monday</small>' in page
    assert '<a href="/cases/">All cases</a>' in page
    assert "No letter waits." in page


# Drafts and warnings


def test_a_draft_says_who_last_wrote_in_it_wherever_that_was():
    edition = draft()
    ruth, paolo = UserFactory(name="Ruth"), UserFactory(name="Paolo")
    edition._history_user = ruth
    edition.save()
    statement = Expectation.objects.get(profile__edition=edition)
    statement._history_user = paolo
    statement.save()
    ((row,),) = (cards("view_edition")["Drafts"],)
    assert (row.text, row.detail) == ("Baker", "Paolo, just now")
    assert row.url == reverse("admin:edition_edit", args=[edition.pk])


def test_the_time_of_the_last_edit_is_told_roughly():
    edition = draft()
    for model in (Edition, LevelProfile, Expectation):
        model.history.update(history_date=timezone.now() - datetime.timedelta(hours=3, minutes=5), history_user=None)
    (row,) = cards("view_edition")["Drafts"]
    assert row.detail.replace("\xa0", " ") == "3 hours ago"
    assert edition.role.name in row.text


def test_the_draft_that_was_written_in_last_comes_first():
    role = EditionFactory(role=RoleFactory(name="Miller")).role
    draft("Baker")
    open_draft(role=role, by=None)
    assert [row.text for row in cards("view_edition")["Drafts"]] == ["Miller", "Baker"]


def test_warnings_are_counted_for_each_draft_that_has_some():
    odd = draft()
    draft("Miller", "Grinds wheat")
    (row,) = cards("view_edition", "change_edition")["Warnings"]
    assert (row.text, row.detail) == ("Baker", "1 warning")
    assert row.url.startswith(reverse("admin:edition_review", args=[odd.pk]))


def test_warnings_about_pay_are_counted_only_for_those_who_may_see_it():
    edition = draft()
    upper = LevelProfileFactory(edition=edition, rank=edition.profiles.get().rank + 1)
    ExpectationFactory.create_batch(4, profile=upper)
    SalaryBandFactory(level=upper.level)
    may_not = cards("change_edition")["Warnings"]
    may = cards("change_edition", "view_salaryband")["Warnings"]
    assert [row.detail for row in (*may_not, *may)] == ["1 warning", "2 warnings"]


def test_there_are_words_where_there_is_nothing():
    empty = {card.title: card.empty for card in cards_for(somebody("view_edition", "change_edition"))}
    assert empty["Drafts"].startswith("No draft is open.")
    assert empty["Warnings"] == "There is no draft to check."
    draft(text="Bakes bread")
    empty = {card.title: card.empty for card in cards_for(somebody("view_edition", "change_edition"))}
    assert empty["Warnings"] == "Nothing is odd about the drafts."


def test_many_drafts_are_cut_off_with_a_way_to_the_rest():
    for _ in range(MOST + 1):
        EditionFactory(draft=True)
    (card,) = (card for card in cards_for(somebody("view_edition")) if card.title == "Drafts")
    assert len(card.rows) == MOST
    assert card.more.text == "All drafts"


# Pay


def test_bands_that_change_soon_are_told_by_day_and_role():
    role = RoleFactory(name="Baker", slug="baker")
    for days in (30, 30, 31, 61, -5):
        SalaryBandFactory(level=LevelFactory(role=role), effective_on=in_days(days))
    rows = cards("view_salaryband")["Pay that changes soon"]
    assert [(row.text, row.detail.split(",")[0]) for row in rows] == [("Baker", "2 bands"), ("Baker", "1 band")]
    assert rows[0].url == reverse("admin:pay_role", args=["baker"])


def test_nobody_else_learns_that_a_band_changes():
    SalaryBandFactory(effective_on=in_days(3), minimum=51_234, maximum=61_234)
    for visitor in ("hr_editor", "hr_publisher", "hr_partner"):
        page = browser_of(visitor).get(reverse("admin:index")).content.decode()
        assert "Pay that changes soon" not in page
        assert "234" not in page


def test_no_figure_is_on_the_page_even_for_those_who_may_see_it():
    SalaryBandFactory(effective_on=in_days(3), minimum=51_234, maximum=61_234)
    profile = LevelProfileFactory(rank=1)
    SalaryBandFactory(level=profile.level, minimum=51_234, maximum=61_234)
    upper = LevelProfileFactory(edition=profile.edition, rank=2)
    SalaryBandFactory(level=upper.level, minimum=41_234, maximum=71_234)
    page = browser_of("compensation").get(reverse("admin:index")).content.decode()
    assert "Pay that changes soon" in page
    assert "starts below" in page
    assert "234" not in page


def ladder_with_odd_pay():
    """A published ladder: a second level that starts below the first in Berlin, and a third without pay."""
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    levels = [
        LevelProfileFactory(edition=edition, rank=rank, title=f"{name} Baker").level
        for rank, name in enumerate(("Junior", "Senior", "Chief"), 1)
    ]
    for level, minimum in zip(levels, (50_000, 40_000), strict=False):
        SalaryBandFactory(level=level, location="Berlin", minimum=minimum)
    return levels


def test_compensation_is_told_what_is_odd_about_pay_and_led_to_the_form_that_mends_it():
    _junior, senior, chief = ladder_with_odd_pay()
    lower, without = cards("view_salaryband", "add_salaryband")["Pay warnings"]
    assert (lower.text, lower.detail) == ("Baker: Senior", "starts below Junior (Berlin)")
    assert (without.text, without.detail) == ("Baker: Chief", "no salary band")
    compensation = browser_of("compensation")
    form = compensation.get(lower.url).context["adminform"].form
    assert [form[name].value() for name in ("level", "location", "currency")] == [str(senior.pk), "Berlin", "EUR"]
    assert f"level={chief.pk}" in without.url
    assert f"level={senior.pk}" in lower.url


def test_nobody_is_told_of_odd_pay_who_cannot_mend_it():
    ladder_with_odd_pay()
    told = [
        permissions
        for permissions in (["view_salaryband"], ["add_salaryband"])
        if "Pay warnings" in cards(*permissions)
    ]
    assert told == []


def test_the_pay_of_a_draft_is_no_warning_for_those_who_read_no_drafts():
    LevelProfileFactory(edition=EditionFactory(draft=True))
    assert cards("view_salaryband", "add_salaryband")["Pay warnings"] == ()


def test_many_pay_warnings_are_cut_off_with_a_way_to_the_rest():
    for _ in range(MOST + 1):
        LevelProfileFactory()
    (card,) = (
        card for card in cards_for(somebody("view_salaryband", "add_salaryband")) if card.title == "Pay warnings"
    )
    assert len(card.rows) == MOST
    page = browser_of("compensation").get(card.more.url.partition("#")[0]).content.decode()
    assert page.count("1 warning</small>") == MOST + 1
    assert f'id="{card.more.url.partition("#")[2]}"' in page


# The page


@pytest.mark.parametrize(
    ("visitor", "sections", "titles"),
    [
        ("hr_editor", ["ladders"], ["Drafts", "Warnings"]),
        ("hr_publisher", ["ladders"], ["Drafts", "Warnings"]),
        ("compensation", ["pay"], ["Pay warnings", "Pay that changes soon"]),
        ("hr_partner", ["people"], ["Promotion cases waiting", "Shared assessments"]),
        (
            "administrator",
            ["ladders", "pay", "people", "access"],
            ["Drafts", "Warnings", "Pay warnings", "Pay that changes soon"],
        ),
    ],
)
def test_each_group_finds_its_own_cards_and_sections(visitor, sections, titles):
    response = browser_of(visitor).get(reverse("admin:index"))
    assert [section["app_label"] for section in response.context["app_list"]] == sections
    assert [card.title for card in response.context["cards"]] == titles


@pytest.mark.parametrize(
    ("model", "section"),
    [(Role, "ladders"), (SalaryBand, "pay"), (Employee, "people"), (User, "access"), (Group, "access")],
)
def test_every_model_stands_in_a_section_people_know(model, section):
    assert section_of(model)[0] == section


def test_the_list_of_the_one_app_is_the_dashboard():
    response = browser_of("hr_editor").get("/admin/paths/")
    assert (response.status_code, response.url) == (302, reverse("admin:index"))


def test_somebody_who_may_open_nothing_is_told_so(client):
    client.force_login(somebody())
    assert (
        "There is nothing here that you may change or look at." in client.get(reverse("admin:index")).content.decode()
    )


@pytest.mark.parametrize("number", [1, MOST + 2])
@pytest.mark.parametrize(("visitor", "queries"), [("hr_editor", 16), ("administrator", 21)])
def test_the_page_takes_so_many_queries_however_many_drafts(visitor, queries, number, django_assert_num_queries):
    for n in range(number):
        draft(f"Baker {n}")
        SalaryBandFactory(effective_on=in_days(n))
    client = browser_of(visitor)
    with django_assert_num_queries(queries):
        client.get(reverse("admin:index"))


@pytest.mark.parametrize("visitor", [*GROUPS, "administrator"])
def test_the_bar_leads_to_the_site_and_to_what_is_theirs(visitor):
    response = browser_of(visitor).get(reverse("admin:index"))
    page = response.content.decode()
    bar = page[page.index('id="header"') : page.index("</header>")]
    assert 'href="/">View site</a>' in bar
    listed = [model["admin_url"] for section in response.context["app_list"] for model in section["models"]]
    assert listed
    assert all(f'href="{url}"' in bar for url in listed)


def test_the_page_one_is_on_is_marked_in_the_bar():
    page = browser_of("hr_editor").get(reverse("admin:paths_skill_changelist")).content.decode()
    assert f'<a href="{reverse("admin:paths_skill_changelist")}" aria-current="page">' in page
