"""A level as a job advert: only what its ladder says, and pay only for those who may see it."""

import html
import re

import pytest

from paths.ladders.choices import Kind
from paths.ladders.models import Edition, Level
from tests.browse.bakery import CASES, asks, figures_in, ladder, paid_bakery, put_up, seen, visit
from tests.browser.extremes import DOCUMENTS
from tests.factories import ExpectationFactory, SalaryBandFactory, SkillFactory, UserFactory

ADVERT = "/roles/baker/junior/advert/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(settings):
    settings.LADDERS_PUBLIC = True
    settings.PAY_VISIBILITY = "everyone"


def text_of(response):
    """The plain text to copy."""
    return html.unescape(re.search(r"<textarea[^>]*>(.*)</textarea>", response.content.decode(), re.DOTALL)[1])


@pytest.mark.parametrize(("rule", "visitor"), CASES)
@pytest.mark.parametrize(("level", "of_level"), [("junior", {"own", "ladder"}), ("senior", {"ladder"})])
def test_it_holds_the_figures_its_reader_may_see_and_no_others(settings, rule, visitor, level, of_level):
    settings.PAY_VISIBILITY = rule
    levels = paid_bakery()
    address = f"/roles/baker/{level}/advert/"
    for other in ("compensation", "employee", "stranger"):
        visit(other, levels["own"]).get(address)
    answer = visit(visitor, levels["own"]).get(address)
    allowed = seen(rule, visitor) & of_level
    assert figures_in(answer) == allowed
    assert ("Pay per year" in text_of(answer)) == bool(allowed & {"own" if level == "junior" else "ladder"})


def test_the_text_says_what_the_ladder_says_and_nothing_else(client):
    junior, senior = ladder("Baker", "junior", "senior", junior=(0, 2))
    Edition.objects.update(overview="Bakers *bake*.\n\nAt night.", core_responsibilities="Keep it clean\n  The oven")
    ExpectationFactory(profile=junior, text="Shape `loaves`")
    asks(junior, rye=2, salt=1)
    ExpectationFactory(profile=junior, of_skill=True, required=False, category="", skill=SkillFactory(name="Cakes"))
    ExpectationFactory(profile=junior, kind=Kind.SOFT_SKILL, text="Rise early")
    SalaryBandFactory(level=junior.level, note="plus bread")
    SalaryBandFactory(level=junior.level, location="Zürich", currency="CHF")
    SalaryBandFactory(level=senior.level, minimum=60_000, maximum=80_000, and_above=True)
    assert text_of(client.get(ADVERT)) == (
        "Junior Baker\nExperience: 0–2 years\n\n"
        "About the role\nBakers bake.\n\nAt night.\n\n"
        "What you will do\n- Shape loaves\n\n"
        "What everybody in this role does\n- Keep it clean\n\n"
        "What you bring\n- Craft: Rye, Salt\n\n"
        "What also helps\n- Cakes\n\n"
        "How you work\n- Rise early\n\n"
        "Pay per year\n- €50K – 60K (EUR, plus bread)\n- CHF 50K – 60K (Zürich)\n\n"
        "How pay progresses\n- Senior Baker: €60K – 80K+ (EUR)\n"
    )


def test_a_level_that_says_nothing_is_only_its_title(client):
    ladder("Baker", "junior")
    assert text_of(client.get(ADVERT)) == "Junior Baker\n"


def test_pay_of_rungs_below_and_beside_is_not_how_pay_progresses(client):
    junior, _senior = ladder("Baker", "junior", "senior")
    SalaryBandFactory(level=junior.level, minimum=12_345)
    assert "12,345" not in text_of(client.get("/roles/baker/senior/advert/"))


def test_markup_in_a_ladder_stays_text(client):
    (junior,) = ladder("Baker", "junior")
    ExpectationFactory(profile=junior, text="Bake </textarea><script>alert(1)</script>")
    page = client.get(ADVERT).content.decode()
    assert "<script>alert" not in page
    assert page.count("</textarea>") == 1


@pytest.mark.parametrize("slug", DOCUMENTS)
def test_every_level_of_any_ladder_has_one(client, slug):
    put_up(DOCUMENTS[slug])
    for level in Level.objects.select_related("role"):
        assert client.get(f"{level.get_absolute_url()}advert/").status_code == 200


def test_the_page_of_the_level_leads_to_it(client):
    ladder("Baker", "junior")
    assert f'href="{ADVERT}"' in client.get("/roles/baker/junior/").content.decode()


@pytest.mark.parametrize("address", ["/roles/nothing/junior/advert/", "/roles/baker/nothing/advert/"])
def test_what_is_not_there_is_not_there(client, address):
    ladder("Baker", "junior")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 40])
def test_it_takes_ten_queries_however_much_it_says_and_three_when_kept(client, django_assert_num_queries, rows):
    client.force_login(UserFactory())
    for profile in ladder("Baker", "junior", *(f"rung-{n}" for n in range(rows // 4))):
        ExpectationFactory.create_batch(rows // 4 + 1, profile=profile)
        SalaryBandFactory(level=profile.level)
    with django_assert_num_queries(10):
        client.get(ADVERT)
    with django_assert_num_queries(3):
        client.get(ADVERT)
