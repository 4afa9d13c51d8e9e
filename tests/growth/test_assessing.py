"""Writing a self-assessment, and what is made of it."""

import pytest

from paths.growth.answering import answer_row, answers_of, close_conversation, may_see, send_answer
from paths.growth.assessing import (
    AnsweredMeanwhile,
    NoSuchRow,
    NotOnTheLadder,
    NotPossibleNow,
    end_assessment,
    move_over,
    newer_edition,
    next_rung,
    rate,
    share_assessment,
    standing_of_assessment,
    start_assessment,
    withdraw,
)
from paths.growth.choices import ConversationState, Voice
from paths.growth.models import Assessment, Evidence, SharedEvidence
from paths.growth.overview import overview_of
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Expectation
from tests.factories import (
    EditionFactory,
    EmployeeFactory,
    ExpectationFactory,
    LevelFactory,
    LevelProfileFactory,
    SkillFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def senior():
    """The upper of two levels: it asks rye deeper than the lower one, one thing more, and one thing alike."""
    edition = EditionFactory()
    rye = SkillFactory(name="Rye")
    junior = LevelProfileFactory(edition=edition, rank=1)
    senior = LevelProfileFactory(edition=edition, rank=2)
    ExpectationFactory(profile=junior, of_skill=True, skill=rye, proficiency=1)
    ExpectationFactory(profile=junior, text="Sweep the floor")
    ExpectationFactory(profile=senior, of_skill=True, skill=rye, proficiency=3)
    ExpectationFactory(profile=senior, text="Sweep the floor")
    ExpectationFactory(profile=senior, text="Teach apprentices")
    return senior


@pytest.fixture
def baker(senior):
    manager = EmployeeFactory(name="Bo")
    return EmployeeFactory(level=senior.edition.profiles.get(rank=1).level, manager=manager)


@pytest.fixture
def assessment(baker, senior):
    return start_assessment(employee=baker, level=senior.level)


def row(assessment, text):
    return next(row for row in standing_of_assessment(assessment).rows if row.expected.text == text)


def answer(assessment, text, value=None, **more):
    return rate(assessment=assessment, expected=row(assessment, text).expected, value=value, **more)


def test_it_asks_what_differs_from_ones_own_level(assessment, baker, senior):
    assert next_rung(baker) == senior.level
    asked = {row.expected.text for row in standing_of_assessment(assessment).rows}
    assert asked == {"Rye", "Teach apprentices"}
    assessment.whole = True
    assert len(standing_of_assessment(assessment).rows) == 3


def test_one_that_is_under_way_is_gone_on_with(assessment, baker, senior):
    assert start_assessment(employee=baker, level=senior.level) == assessment
    assert Assessment.objects.count() == 1


def test_nobody_works_towards_a_level_that_nothing_describes(baker):
    with pytest.raises(NotOnTheLadder):
        start_assessment(employee=baker, level=LevelFactory())


def test_counts_are_of_what_is_required(assessment):
    answer(assessment, "Rye", 1)
    answer(assessment, "Teach apprentices", no_opportunity=True, note="No apprentices this year.")
    counts = standing_of_assessment(assessment).counts
    assert (counts.total, counts.met, counts.below, counts.no_opportunity, counts.unanswered) == (2, 0, 1, 1, 0)
    answer(assessment, "Rye", 3)
    assert standing_of_assessment(assessment).counts.met == 1


@pytest.mark.parametrize(("text", "value"), [("Rye", 5), ("Teach apprentices", 4), ("Rye", -1)])
def test_an_answer_that_a_statement_does_not_offer_is_refused(assessment, text, value):
    with pytest.raises(NoSuchRow):
        answer(assessment, text, value)


def test_no_opportunity_is_not_an_answer_and_a_lack_of_one_at_once(assessment):
    with pytest.raises(NoSuchRow):
        answer(assessment, "Rye", 1, no_opportunity=True)


def test_a_second_tab_that_saw_an_older_answer_is_told(assessment):
    first = answer(assessment, "Rye", 1, version=0)
    with pytest.raises(AnsweredMeanwhile) as told:
        answer(assessment, "Rye", 2, version=0)
    assert told.value.rating.value == 1
    assert answer(assessment, "Rye", 1, version=0) == first, "the same answer twice is no conflict"
    assert answer(assessment, "Rye", 2, version=1).version == 2


def test_a_skill_answered_once_counts_in_every_role(assessment, baker):
    said = answer(assessment, "Rye", 2)
    other = LevelProfileFactory()
    ExpectationFactory(profile=other, of_skill=True, skill=SkillFactory._meta.model.objects.get(name="Rye"))
    carried = start_assessment(employee=baker, level=other.level).ratings.get()
    assert (carried.value, carried.rated_at) == (2, said.rated_at)


def test_of_an_answer_by_statement_and_one_by_skill_the_later_counts(assessment, baker, senior):
    rye = next(row for row in standing_of_assessment(assessment).rows if row.expected.skill)
    rate(assessment=assessment, expected=rye.expected, value=1)
    elsewhere = LevelProfileFactory(edition=EditionFactory(), rank=1)
    ExpectationFactory(profile=elsewhere, of_skill=True, skill_id=rye.expected.skill.id, proficiency=3)
    other = start_assessment(employee=baker, level=elsewhere.level)
    rate(assessment=other, expected=standing_of_assessment(other).rows[0].expected, value=3)
    end_assessment(assessment=assessment)
    again = start_assessment(employee=baker, level=senior.level)
    assert next(row.answer.value for row in standing_of_assessment(again).rows if row.expected.skill) == 3


@pytest.fixture
def elsewhere():
    """A level of another ladder, which asks two things."""
    barista = LevelProfileFactory(edition=EditionFactory(), rank=1)
    ExpectationFactory(profile=barista, text="Grind coffee")
    ExpectationFactory(profile=barista, text="Froth milk")
    return barista


def asked(assessment):
    return sorted(row.expected.text for row in standing_of_assessment(Assessment.objects.get(pk=assessment.pk)).rows)


@pytest.mark.parametrize("ended", [False, True])
def test_what_is_asked_beyond_ones_own_ladder_is_pinned_too(baker, senior, elsewhere, ended):
    assessment = start_assessment(employee=baker, level=elsewhere.level)
    if ended:
        end_assessment(assessment=assessment)
    before = asked(assessment)
    shown = [row.expected.text for row in overview_of(Assessment.objects.get()).standing.rows]
    same = elsewhere.edition.profiles.get().expectations.get(text="Froth milk")
    draft = open_draft(role=senior.edition.role, by=None)
    ExpectationFactory(profile=draft.profiles.get(rank=1), text="Froth milk", key=same.key)
    publish(draft=draft, by=None, note="More.")
    assert asked(assessment) == before
    assert [row.expected.text for row in overview_of(Assessment.objects.get()).standing.rows] == shown


def test_moving_over_compares_with_ones_own_ladder_as_it_is_now(baker, senior, elsewhere):
    assessment = start_assessment(employee=baker, level=elsewhere.level)
    same = elsewhere.edition.profiles.get().expectations.get(text="Froth milk")
    draft = open_draft(role=senior.edition.role, by=None)
    ExpectationFactory(profile=draft.profiles.get(rank=1), text="Froth milk", key=same.key)
    publish(draft=draft, by=None, note="More.")
    move_over(assessment=assessment)
    assert asked(assessment) == ["Grind coffee"]


def test_a_newer_edition_is_moved_over_to_with_answers_kept_by_key(assessment, senior):
    said = answer(assessment, "Teach apprentices", 2)
    draft = open_draft(role=senior.edition.role, by=None)
    Expectation.objects.filter(profile__edition=draft, key=said.key).update(text="Teach two apprentices")
    publish(draft=draft, by=None, note="Two of them.")
    assert row(assessment, "Teach apprentices").answer.value == 2, "nobody's goalposts move"
    assert newer_edition(assessment) == draft
    moved = move_over(assessment=assessment)
    assert row(moved, "Teach two apprentices").answer.value == 2
    assert newer_edition(moved) is None


def test_what_was_shared_is_a_copy_that_does_not_change(assessment, baker, guarded):
    said = answer(assessment, "Rye", 2, note="Baked 40 loaves.")
    evidence = Evidence.objects.create(employee=baker, text="Won the rye prize")
    evidence.shows.create(key=said.key)
    conversation = share_assessment(assessment=assessment)
    answer(assessment, "Rye", 4)
    evidence.delete()
    copy = answers_of(conversation, Voice.SELF)
    assert sorted((str(each.value), each.note) for each in copy) == [("2", "Baked 40 loaves."), ("None", "")]
    assert SharedEvidence.objects.get().text == "Won the rye prize"
    assert not conversation.is_finished


def test_sharing_again_withdraws_what_nobody_answered(assessment):
    first = share_assessment(assessment=assessment)
    second = share_assessment(assessment=assessment, is_done=True)
    first.refresh_from_db()
    assert (first.state, second.state) == (ConversationState.WITHDRAWN, ConversationState.SHARED)
    assert second.is_finished


def test_both_answers_side_by_side_then_one_that_is_agreed_then_nothing_more(assessment, baker, guarded):
    answer(assessment, "Rye", 2)
    answer(assessment, "Teach apprentices", 1)
    conversation = share_assessment(assessment=assessment)
    rye, teach = row(assessment, "Rye").expected, row(assessment, "Teach apprentices").expected
    with pytest.raises(NotPossibleNow):
        close_conversation(conversation=conversation)
    answer_row(conversation=conversation, voice=Voice.MANAGER, expected=rye, value=3)
    answer_row(conversation=conversation, voice=Voice.MANAGER, expected=teach, value=1)
    send_answer(conversation=conversation, by=baker.manager)
    assert [each.key for each in answers_of(conversation, Voice.AGREED)] == [teach.key], "where both say the same"
    with pytest.raises(NotPossibleNow):
        answer_row(conversation=conversation, voice=Voice.MANAGER, expected=rye, value=1)
    answer_row(conversation=conversation, voice=Voice.AGREED, expected=rye, value=3)
    close_conversation(conversation=conversation)
    with pytest.raises(NotPossibleNow):
        answer_row(conversation=conversation, voice=Voice.AGREED, expected=rye, value=4)
    with pytest.raises(NotPossibleNow):
        withdraw(conversation=conversation)


@pytest.mark.parametrize("finished", [False, True])
def test_the_manager_sees_the_answers_while_answering_only_if_their_owner_was_done(assessment, finished):
    conversation = share_assessment(assessment=assessment, is_done=finished)
    assert may_see(conversation, Voice.SELF, is_owner=False, is_manager=True) is finished
    assert may_see(conversation, Voice.SELF, is_owner=True, is_manager=False)
    assert not may_see(conversation, Voice.MANAGER, is_owner=True, is_manager=False), "not before it is sent"
    assert may_see(conversation, Voice.MANAGER, is_owner=False, is_manager=True)
