"""Roles that transitions name, and links that lead nowhere."""

import pytest

from paths.ladders.content import Custom, Move, Piece, Question, Stage
from paths.ladders.lint import KnownRole, KnownSkill, Library
from tests.ladders.samples import does, profile
from tests.ladders.test_lint import found

COMPANY = Library(
    roles=(
        KnownRole(1, "Baker", "baker", (("old", "Old Baker"),)),
        KnownRole(2, "Pastry Chef", "pastry-chef", (("senior", "Senior Pastry Chef"),)),
        KnownRole(3, "Shop Manager", "shop-manager", (("team-lead", "Team Lead"),)),
    ),
    skills=(KnownSkill(1, "Rye", "rye", frozenset({1})),),
    families=frozenset({"food"}),
    silent=frozenset({"Night Baker", "Confectioner"}),
)
HERE = profile(rank=1, title="Senior Baker")


def transition(name):
    return found("unknown-role", HERE, library=COMPANY, transitions=(Move("Baker", name, "", ()),))


@pytest.mark.parametrize(
    "name",
    [
        "Pastry Chef",
        "pastry",
        "Senior Pastry",
        "Team Lead",
        "Shop",
        "Senior Baker",
        "Product Management",
        "Data Analyst",
        "Design",
        "Chef",
        "Farming",
        "Past Chef",
        "Pastry Chief Officer",
        "Ship Manager",
        "",
    ],
)
def test_roles_of_the_company_and_roles_elsewhere_are_fine(name):
    assert not transition(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Pastry Cheff", "nearly that name"),
        ("Shop Manger", "nearly that name"),
        ("Shop-Managar", "nearly that name"),
        ("Lead Pastry Chef", "has no level"),
        ("Confectioner", "no role with a published ladder"),
        ("night baker", "no role with a published ladder"),
    ],
)
def test_roles_of_the_company_that_are_not_there_are_named(name, said):
    (finding,) = transition(name)
    assert said in finding.message
    assert finding.field == "transitions"


def test_a_level_that_this_draft_has_no_more_is_not_found():
    (finding,) = transition("Old Baker")
    assert "Old Baker" in finding.message


@pytest.mark.parametrize(
    "address",
    [
        "/roles/baker/",
        "/roles/baker/level-1/",
        "/roles/baker/level-1/#skills",
        "/roles/baker/level-1/advert/",
        "/roles/pastry-chef",
        "/roles/pastry-chef.md",
        "/roles/pastry-chef/senior/",
        "/roles/pastry-chef/interview/",
        "/skills/rye/",
        "/skills/",
        "/families/food/",
        "https://elsewhere.example/roles/nobody/",
        "/nothing/of/ours/",
    ],
)
def test_links_that_lead_somewhere_are_fine(address):
    assert not found("dead-link", HERE, library=COMPANY, overview=f"See [this]({address}) and that.")


@pytest.mark.parametrize(
    "address",
    [
        "/roles/nobody/",
        "/roles/nobody.md",
        "/roles/baker/old/",
        "/roles/pastry-chef/junior/",
        "/roles/pastry-chef/senior/more/",
        "/roles/pastry-chef/print/more/",
        "/roles/",
        "/skills/oats/",
        "/skills/rye/more/",
        "/families/drink/",
    ],
)
def test_links_that_lead_nowhere_are_named(address):
    (finding,) = found("dead-link", HERE, library=COMPANY, overview=f"See [this]({address} 'title') and that.")
    assert address in finding.message
    assert finding.field == "overview"


DEAD = "[x](/skills/gone/)"


@pytest.mark.parametrize(
    ("levels", "said", "field"),
    [
        ([profile(summary=DEAD)], {}, "summary"),
        ([profile(does(DEAD))], {}, "statement"),
        ([profile(does("Bakes", examples=[DEAD]))], {}, "statement"),
        ([profile(shares=[(DEAD, None)])], {}, "days"),
        ([], {"core_responsibilities": (("a", (DEAD,)),)}, "core_responsibilities"),
        ([], {"stages": (Stage("", None, None, "", DEAD, "", ()),)}, "roadmap"),
        ([], {"questions": (Question("", None, False, "", (DEAD,)),)}, "interview"),
        ([], {"advice": (Piece("networking", "", DEAD, ()),)}, "advice"),
        ([], {"transitions": (Move("a", "b", DEAD, ()),)}, "transitions"),
        ([], {"custom": (Custom("title", "section", "More", DEAD),)}, "custom"),
    ],
)
def test_links_are_followed_in_every_text(levels, said, field):
    assert [finding.field for finding in found("dead-link", *levels, library=COMPANY, **said)] == [field]
