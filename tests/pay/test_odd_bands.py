"""What is odd about the pay in force, and the forms that mend it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from paths.ladders.findings import findings
from paths.pay.bands import propose
from paths.pay.odd_bands import pay_warnings
from tests.browse.bakery import ladder, words
from tests.factories import EditionFactory, LevelProfileFactory, RoleFactory, SalaryBandFactory
from tests.pay.test_lint import pay
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
ADD = reverse("admin:paths_salaryband_add")


def bakers(*minimums, location=""):
    """A published ladder with a band for each level that has a minimum, 10,000 wide."""
    levels = [profile.level for profile in ladder("Baker", *("junior", "senior", "chief")[: len(minimums)])]
    for level, minimum in zip(levels, minimums, strict=True):
        if minimum:
            SalaryBandFactory(level=level, minimum=minimum, maximum=minimum + 10_000, location=location)
    return levels


def warned():
    return [(warning.name, warning.finding.gist) for warning in pay_warnings()]


@pytest.mark.parametrize(
    ("minimums", "said"),
    [
        ((50_000, 60_000), []),
        ((50_000, 45_000), [("Baker: Senior", "starts below Junior")]),
        ((50_000, 65_000), [("Baker: Senior", "gap above Junior")]),
        ((50_000, None), [("Baker: Senior", "no salary band")]),
        ((None, None), [("Baker", "no level has a salary band")]),
        ((50_000, None, 45_000), [("Baker: Chief", "starts below Junior"), ("Baker: Senior", "no salary band")]),
    ],
)
def test_it_is_said_without_figures_the_gravest_first(minimums, said):
    bakers(*minimums)
    assert warned() == said


def test_what_is_planned_counts_where_nothing_is_in_force():
    _junior, senior = bakers(50_000, None)
    soon = timezone.localdate() + datetime.timedelta(days=9)
    SalaryBandFactory(level=senior, effective_on=soon, minimum=55_000, maximum=70_000)
    assert warned() == []


def test_drafts_and_old_editions_are_nobodys_business_here():
    LevelProfileFactory(edition=EditionFactory(draft=True))
    LevelProfileFactory(edition=EditionFactory(status="superseded"))
    assert warned() == []


def test_it_takes_as_many_queries_for_many_ladders_as_for_one(django_assert_num_queries):
    for n in range(5):
        edition = EditionFactory(role=RoleFactory(name=f"Baker {n}"))
        SalaryBandFactory(level=LevelProfileFactory(edition=edition).level)
    with django_assert_num_queries(3):
        pay_warnings()


def test_the_page_of_a_role_says_it_with_figures_and_leads_to_the_form_filled_in():
    _junior, senior, chief = bakers(50_000, 45_000, None, location="Berlin")
    response = browser_of("compensation").get(reverse("admin:pay_role", args=["baker"]))
    page = response.content.decode()
    assert "Senior (Berlin) starts at €45K, below Junior, which starts at €50K." in words(response)
    assert f'href="{ADD}?level={senior.pk}&amp;location=Berlin&amp;currency=EUR">Add a band for Senior' in page
    assert f'href="{ADD}?level={chief.pk}">Add a band for Chief' in page


def test_the_picture_names_levels_without_pay():
    *_others, chief = bakers(50_000, 55_000, None)
    response = browser_of("compensation").get(reverse("admin:pay_role", args=["baker"]))
    picture, table = response.content.decode().split('class="pay-picture"')[1].split("</svg>", 1)
    assert ">Chief<" in picture
    assert ">no salary band<" in picture
    assert f'no salary band · <a href="{ADD}?level={chief.pk}">add one</a>' in table


def test_a_level_that_is_paid_elsewhere_is_not_drawn_where_it_is_not():
    bakers(50_000, 55_000, location="Berlin")
    SalaryBandFactory(level__role=RoleFactory(name="Miller"))
    response = browser_of("compensation").get(reverse("admin:pay_role", args=["baker"]))
    assert "no salary band" not in words(response)


def test_a_role_without_any_pay_can_be_reached_from_the_list_of_bands():
    bakers(None)
    page = browser_of("compensation").get(reverse("admin:paths_salaryband_changelist")).content.decode()
    assert f'href="{reverse("admin:pay_role", args=["baker"])}"' in page


def urls_of_findings(edition):
    return [finding.url for finding in findings(edition, None) if finding.field == "pay"]


def test_the_linter_leads_to_a_new_band_for_what_is_in_force():
    senior = bakers(50_000, 45_000, location="Berlin")[1]
    edition = senior.profiles.get().edition
    assert urls_of_findings(edition) == [f"{ADD}?level={senior.pk}&location=Berlin&currency=EUR"]


def test_the_linter_leads_to_the_lowest_level_where_none_is_paid():
    junior = bakers(None, None)[0]
    assert urls_of_findings(junior.profiles.get().edition) == [f"{ADD}?level={junior.pk}"]


def test_the_linter_leads_to_the_upload_for_pay_that_the_draft_names_itself():
    edition = EditionFactory(draft=True)
    lower, upper = (LevelProfileFactory(edition=edition, rank=rank) for rank in (1, 2))
    propose([(lower, (pay(50_000, 60_000),)), (upper, (pay(40_000, 60_000),))])
    assert urls_of_findings(edition) == [reverse("admin:document_import")]
