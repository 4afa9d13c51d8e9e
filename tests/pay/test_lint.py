"""What is odd about the pay of a ladder, and who is told."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission

from paths.ladders.findings import findings
from paths.pay.bands import propose
from paths.pay.figures import PayFigure
from paths.pay.lint import lint_pay
from tests.factories import EditionFactory, LevelProfileFactory, SalaryBandFactory, UserFactory
from tests.ladders.samples import profile
from tests.ladders.test_lint import content


def pay(minimum, maximum, currency="EUR", location="", **said):
    return PayFigure(Decimal(minimum), maximum and Decimal(maximum), currency, location=location, **said)


def checks(*bands, ranks=None):
    """What is said of levels with these bands (each a list of figures), lowest first."""
    levels = [
        profile(rank=(ranks or range(1, 99))[n], level_id=n + 1, title=f"Level {n + 1}") for n in range(len(bands))
    ]
    found = lint_pay(content(*levels), {n: tuple(figures) for n, figures in enumerate(bands, 1)})
    return [(finding.check, finding.level_id) for finding in found]


@pytest.mark.parametrize(
    ("lower", "upper", "wanted"),
    [
        (pay(50, 60), pay(60, 70), []),
        (pay(50, 60), pay(55, 70), []),
        (pay(50, 60), pay(50, 70), []),
        (pay(50, 60), pay(49, 70), ["band-below"]),
        (pay(50, 60), pay(61, 70), ["band-gap"]),
        (pay(50, 60, and_above=True), pay(61, 70), []),
        (pay(50, None), pay(61, 70), []),
        (pay(50, 60), pay(40, 70, "USD"), []),
        (pay(50, 60), pay(40, 70, location="Berlin"), []),
        (pay(50, 60, location="Berlin"), pay(40, 70, location="Berlin"), ["band-below"]),
    ],
)
def test_a_band_stands_to_the_one_under_it(lower, upper, wanted):
    assert checks([lower], [upper]) == [(check, 2) for check in wanted]


def test_each_location_is_judged_by_itself():
    lower = [pay(50, 60), pay(70, 80, location="Berlin")]
    assert checks(lower, [pay(55, 65), pay(65, 90, location="Berlin")]) == [("band-below", 2)]


def test_a_level_without_pay_is_named_and_the_next_one_with_a_band_counts():
    assert checks([pay(50, 60)], [], [pay(40, 70)]) == [("no-pay", 2), ("band-below", 3)]


def test_a_ladder_without_any_pay_is_one_warning():
    assert checks([], [], []) == [("no-pay", None)]
    assert checks() == []


def test_of_a_fork_one_side_has_to_fit():
    assert checks([pay(50, 60)], [pay(70, 80)], [pay(60, 90)], ranks=[1, 1, 2]) == []
    assert checks([pay(50, 60)], [pay(70, 80)], [pay(40, 90)], ranks=[1, 1, 2]) == [("band-below", 3)]
    assert checks([pay(50, 60)], [pay(70, 80)], [pay(85, 90)], ranks=[1, 1, 2]) == [("band-gap", 3)]


def test_the_message_says_both_figures():
    levels = [profile(rank=n, title=f"Level {n}") for n in (1, 2)]
    (finding,) = lint_pay(
        content(*levels), {1: (pay(50_000, 60_000, location="Berlin"),), 2: (pay(45_000, 70_000, location="Berlin"),)}
    )
    assert finding.message == "Level 2 (Berlin) starts at €45K, below Level 1, which starts at €50K."
    assert finding.field == "pay"


# With the database


@pytest.fixture
def draft():
    """A draft whose second level starts below the first."""
    edition = EditionFactory(draft=True)
    for rank, minimum in ((1, 51_234), (2, 41_234)):
        level = LevelProfileFactory(edition=edition, rank=rank).level
        SalaryBandFactory(level=level, minimum=minimum, maximum=61_234)
    return edition


def of_pay(edition, user):
    return [finding.check for finding in findings(edition, user) if finding.field == "pay"]


@pytest.mark.django_db
def test_pay_is_said_to_those_who_may_see_it(draft):
    compensation = UserFactory()
    compensation.user_permissions.add(Permission.objects.get(codename="view_salaryband"))
    assert of_pay(draft, compensation) == ["band-below"]
    assert of_pay(draft, None) == ["band-below"]


@pytest.mark.django_db
def test_pay_is_not_said_to_others(draft):
    assert not any("234" in finding.message for finding in findings(draft, UserFactory()))
    assert of_pay(draft, UserFactory()) == []


@pytest.mark.django_db
def test_what_a_draft_proposes_counts_before_what_is_in_force(draft):
    upper = draft.profiles.get(rank=2)
    propose([(upper, (pay(55_000, 70_000),))])
    assert of_pay(draft, None) == []
    propose([(upper, (pay(30_000, 70_000, location="Berlin"),))])
    assert of_pay(draft, None) == []
