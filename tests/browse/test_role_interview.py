"""Interview preparation: which questions are for whom, on the page and as a fragment."""

import pytest

from paths.ladders.choices import Place, SectionForm
from paths.ladders.models import CustomSection, InterviewQuestion
from tests.browse.bakery import ladder, words
from tests.factories import LevelProfileFactory, UserFactory

INTERVIEW = "/roles/baker/interview/"


@pytest.fixture(autouse=True)
def _open(settings, db):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def bakers():
    """Four levels, with questions for everybody, for juniors, and for seniors and above."""
    levels = ladder("Baker", "junior", "middle", "senior", "head")
    ask(levels[0], "Why bread?")
    ask(levels[0], "What is flour?", "Junior Questions", levels[0])
    ask(levels[0], "How to save a dough?", "Crises (Senior+)", levels[2], and_above=True)
    return levels


def ask(profile, text, heading="", level=None, and_above=False, **fields):
    return InterviewQuestion.objects.create(
        edition=profile.edition,
        heading=heading,
        level=level and level.level,
        and_above=and_above,
        text=text,
        position=InterviewQuestion.objects.count(),
        **fields,
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("", {"Why bread?", "What is flour?", "How to save a dough?"}),
        ("junior", {"Why bread?", "What is flour?"}),
        ("middle", {"Why bread?"}),
        ("senior", {"Why bread?", "How to save a dough?"}),
        ("head", {"Why bread?", "How to save a dough?"}),
    ],
)
def test_a_level_gets_its_questions_and_those_from_below_that_go_on(client, bakers, level, expected):
    page = words(client.get(INTERVIEW, {"level": level}))
    assert {text for text in ("Why bread?", "What is flour?", "How to save a dough?") if text in page} == expected


def test_both_sides_of_a_fork_get_what_goes_on_above_but_not_what_is_for_the_other_side(client, bakers):
    lead = LevelProfileFactory(edition=bakers[0].edition, level__slug="lead", title="Lead Baker", rank=bakers[2].rank)
    ask(bakers[0], "Who shall lead?", "Leading", lead)
    assert "How to save a dough?" in words(client.get(INTERVIEW, {"level": "lead"}))
    assert "Who shall lead?" not in words(client.get(INTERVIEW, {"level": "senior"}))


def test_a_level_without_questions_is_told_so(client):
    levels = ladder("Baker", "junior", "senior")
    ask(levels[0], "What is flour?", "Junior Questions", levels[0])
    assert "No questions are written down for Senior Baker." in words(client.get(INTERVIEW, {"level": "senior"}))


def test_a_role_without_questions_is_told_so(client):
    ladder("Baker", "junior")
    assert "No questions are written down for this role yet." in words(client.get(INTERVIEW))


@pytest.mark.parametrize("level", ["nothing", "\N{CROISSANT}", "../", "x" * 5000])
def test_an_unknown_level_gets_everything_and_a_sentence(client, bakers, level):
    page = words(client.get(INTERVIEW, {"level": level}))
    assert "no level at this address" in page
    assert "How to save a dough?" in page


def test_the_filter_is_made_of_links_and_says_which_one_holds(client, bakers):
    page = client.get(INTERVIEW, {"level": "senior"}).content.decode()
    chosen = page[page.index('id="level-senior"') :].partition(">")[0]
    assert f'href="{INTERVIEW}?level=senior"' in chosen
    assert 'aria-current="true"' in chosen
    assert page.count('aria-current="true"') == 2  # here and in the bar


def test_htmx_gets_only_the_questions(client, bakers):
    answer = client.get(INTERVIEW, {"level": "senior"}, headers={"HX-Request": "true", "HX-Target": "questions"})
    assert "<html" not in answer.content.decode()
    assert "2 questions." in words(answer)


def test_hints_and_parts_without_a_field_are_there_and_every_question_has_room_for_notes(client, bakers):
    ask(bakers[0], "And salt?", examples="Two in the hundred")
    CustomSection.objects.create(
        edition=bakers[0].edition,
        place=Place.INTERVIEW,
        form=SectionForm.SUBSECTION,
        heading="How we ask",
        body="Kindly",
    )
    page = client.get(INTERVIEW)
    assert "Two in the hundred" in words(page)
    assert "How we ask Kindly" in words(page)
    assert page.content.decode().count('class="ruled"') == 4


def test_the_role_page_leads_here(client, bakers):
    assert f'href="{INTERVIEW}"' in client.get("/roles/baker/").content.decode()


def test_a_role_without_a_published_ladder_is_not_there(client):
    assert client.get("/roles/nothing/interview/").status_code == 404


def test_a_reader_who_has_the_page_gets_304(client, bakers):
    first = client.get(INTERVIEW)
    assert client.get(INTERVIEW, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("rows", [1, 40])
def test_it_takes_nine_queries_however_many_questions_there_are_and_three_when_kept(
    client, django_assert_num_queries, rows
):
    client.force_login(UserFactory())
    levels = ladder("Baker", *(f"rung-{n}" for n in range(1 + rows // 4)))
    for n in range(rows):
        ask(levels[0], f"Question {n}?", f"Group {n % 3}", levels[0], and_above=True)
    with django_assert_num_queries(9):
        client.get(INTERVIEW)
    with django_assert_num_queries(3):
        client.get(INTERVIEW)
