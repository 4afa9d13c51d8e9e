"""Asking colleagues for a few lines, as pages: who is asked, what they see, what they answer."""

import pytest
from django.urls import reverse

from paths.promotions.asking import ask_feedback, give_feedback, withdraw_request
from paths.promotions.casework import Given, NotAllowed, mark_item, take_step
from paths.promotions.choices import FeedbackState, Mark
from paths.promotions.colleagues import asked_of, feedback_of
from paths.promotions.models import FeedbackAnswer, FeedbackRequest, ItemEvidence
from paths.promotions.verifying import broken_links
from tests.factories import EmployeeFactory
from tests.growth import writing
from tests.growth.people import page, signed_in
from tests.promotions.people import company, opened
from tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


@pytest.fixture
def case(people):
    return opened(people, "gather")


@pytest.fixture
def request_for(case, people):
    """Cleo is asked about the oven, and not about apprentices."""
    oven, _teach = case.items.all()
    return ask_feedback(
        case=case, colleague=people.colleague, items=[oven], by=people.bo.user, message="How did the move go?"
    )


def form_of(case):
    return reverse("feedback_ask", args=[case.pk])


def answer_to(asked):
    return reverse("feedback", args=[asked.pk])


def field(item):
    return f"item-{item.pk}"


# Asking


def test_a_manager_asks_two_colleagues_at_once(case, people):
    other = EmployeeFactory(name="Dora")
    item = case.items.first()
    data = {"colleagues": [people.colleague.pk, other.pk], "items": [item.pk], "message": "What did you see?"}
    response = signed_in(people.bo).post(form_of(case), data)
    assert response["Location"] == case.get_absolute_url()
    found = FeedbackRequest.objects.filter(case=case)
    assert {(each.colleague.name, each.message) for each in found} == {
        ("Cleo", "What did you see?"),
        ("Dora", "What did you see?"),
    }


def test_a_search_shows_who_fits_and_keeps_what_is_chosen(case, people):
    EmployeeFactory(name="Zoë Ångström")
    item = case.items.first()
    data = {"search": "yes", "find": "zoe", "colleagues": [people.colleague.pk], "items": [item.pk], "message": "Kept"}
    said = page(signed_in(people.bo).post(form_of(case), data))
    assert "Zoë Ångström" in said
    assert "Boss" not in said
    assert f'name="colleagues" value="{people.colleague.pk}" checked' in said
    assert f'name="items" value="{item.pk}" checked' in said
    assert "Kept" in said
    assert not FeedbackRequest.objects.exists()


def test_who_is_part_of_it_has_left_or_is_asked_already_cannot_be_chosen(case, people, request_for):
    EmployeeFactory(name="Left Long Ago", is_active=False)
    said = page(signed_in(people.bo).get(form_of(case)))
    assert "Boss" in said
    for pk in (people.ana.pk, people.bo.pk, people.colleague.pk):
        assert f'name="colleagues" value="{pk}"' not in said
    assert "Left Long Ago" not in said


def test_somebody_whose_request_was_taken_back_can_be_asked_again(case, people, request_for):
    client = signed_in(people.bo)
    client.post(reverse("feedback_withdraw", args=[request_for.pk]))
    teach = case.items.last()
    client.post(form_of(case), {"colleagues": [people.colleague.pk], "items": [teach.pk]})
    request_for.refresh_from_db()
    assert (request_for.state, list(request_for.items.all()), request_for.message) == (FeedbackState.ASKED, [teach], "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colleagues": []}, "Choose at least one colleague."),
        ({"items": []}, "Choose at least one item."),
        ({"colleagues": ["nobody"]}, "Choose from the colleagues on this page."),
        ({"items": ["0"]}, "Choose from the items on this page."),
        ({"message": "x" * 1_001}, "at most 1000 characters"),
    ],
)
def test_what_is_missing_is_said_and_what_was_chosen_is_kept(case, people, change, said):
    data = {"colleagues": [people.colleague.pk], "items": [case.items.first().pk], "message": "Why"} | change
    response = signed_in(people.bo).post(form_of(case), data)
    assert response.status_code == 422
    assert said in page(response)
    if "colleagues" not in change:
        assert f'value="{people.colleague.pk}" checked' in page(response)
    assert not FeedbackRequest.objects.exists()


def test_items_of_another_case_cannot_be_asked_about(case, people):
    other = EmployeeFactory(manager=people.bo, level=people.ana.level)
    theirs = opened(people.__class__(**(vars(people) | {"ana": other})))
    data = {"colleagues": [people.colleague.pk], "items": [theirs.items.first().pk]}
    assert signed_in(people.bo).post(form_of(case), data).status_code == 422


def test_nobody_is_asked_once_the_case_is_sent(case, people):
    send(case, people)
    data = {"colleagues": [people.colleague.pk], "items": [case.items.first().pk]}
    response = signed_in(people.bo).post(form_of(case), data, follow=True)
    assert "the case has moved on" in page(response)
    response = signed_in(people.bo).post(form_of(case), data | {"message": "What did you see?"})
    assert response.status_code == 409
    assert "What did you see?</textarea>" in page(response)
    assert not FeedbackRequest.objects.exists()


def test_only_some_colleagues_are_shown_of_many_and_the_queries_stay_few(case, people, django_assert_max_num_queries):
    EmployeeFactory.create_batch(60)
    client = signed_in(people.bo)
    client.get(form_of(case))
    with django_assert_max_num_queries(14):
        said = page(client.get(form_of(case)))
    assert said.count('name="colleagues"') == 30
    assert "more fit" in said


def send(case, people):
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET, note="A secret note")
    return take_step(case=case, step="send", by=people.bo.user)


# The colleague's page


def test_a_colleague_sees_the_items_they_are_asked_about_and_whose_case_it_is_and_nothing_else(
    case, people, request_for
):
    oven, teach = case.items.all()
    ItemEvidence.objects.create(item=oven, text="A secret deed", added_by=people.ana.user)
    mark_item(item=oven, by=people.bo.user, mark=Mark.MET, note="A secret note")
    response = signed_in(people.colleague).get(answer_to(request_for))
    said = page(response)
    assert "A few lines about Ana" in said
    assert oven.text in said
    assert "How did the move go?" in said
    for hidden in (teach.text, "A secret note", "A secret deed", "Met", case.get_absolute_url(), "Baker of rank"):
        assert hidden not in said
    assert "Your name stands beside your answer." in said
    assert response["Cache-Control"] == "private, no-store"


def test_an_answer_is_attributed_stands_in_the_case_and_is_read_again_by_who_gave_it(case, people, request_for):
    oven = request_for.items.get()
    client = signed_in(people.colleague)
    response = client.post(answer_to(request_for), {field(oven): "Calm, and by the book."}, follow=True)
    assert "Thank you." in page(response)
    assert "Calm, and by the book." in page(client.get(answer_to(request_for)))
    (answer,) = feedback_of(case).on[oven.pk]
    assert (answer.request.colleague, answer.text) == (people.colleague, "Calm, and by the book.")


def test_an_empty_answer_is_not_sent(people, request_for):
    oven = request_for.items.get()
    response = signed_in(people.colleague).post(answer_to(request_for), {field(oven): "  "})
    assert response.status_code == 422
    assert "Write a few lines" in page(response)
    assert not FeedbackAnswer.objects.exists()


def test_an_answer_too_long_is_kept_and_said_so(people, request_for):
    response = signed_in(people.colleague).post(answer_to(request_for), {field(request_for.items.get()): "y" * 4_001})
    assert response.status_code == 422
    assert "y" * 4_001 in page(response)


def test_what_was_withdrawn_says_so_and_shows_no_items(case, people, request_for):
    oven = request_for.items.get()
    signed_in(people.bo).post(reverse("feedback_withdraw", args=[request_for.pk]))
    said = page(signed_in(people.colleague).get(answer_to(request_for)))
    assert "This is not needed any more" in said
    assert oven.text not in said
    assert "How did the move go?" not in said


def test_what_was_typed_while_it_was_withdrawn_is_theirs_to_keep(case, people, request_for):
    oven = request_for.items.get()
    take_step(case=case, step="withdraw", by=people.bo.user, given=Given(reason="Later."))
    response = signed_in(people.colleague).post(answer_to(request_for), {field(oven): "An hour of work"})
    assert response.status_code == 409
    assert "An hour of work" in page(response)
    assert not FeedbackAnswer.objects.exists()


def test_an_answer_sent_twice_is_kept_once(people, request_for):
    oven = request_for.items.get()
    client = signed_in(people.colleague)
    client.post(answer_to(request_for), {field(oven): "Once."})
    assert client.post(answer_to(request_for), {field(oven): "Twice."}).status_code == 409
    assert [answer.text for answer in FeedbackAnswer.objects.all()] == ["Once."]


def test_the_page_stands_when_the_manager_has_gone(people, request_for):
    people.ana.manager = None
    people.ana.save()
    assert "Their manager asks what you saw." in page(signed_in(people.colleague).get(answer_to(request_for)))


def test_nobody_else_finds_the_page(case, people, request_for):
    for somebody in (people.ana, people.bo, people.boss, people.partner, EmployeeFactory()):
        assert signed_in(somebody).get(answer_to(request_for)).status_code == 404


def test_what_was_typed_while_signed_out_waits(client, people, request_for):
    oven = request_for.items.get()
    client.post(answer_to(request_for), {field(oven): "Typed too late"} | writing.of(people.colleague))
    client.force_login(people.colleague.user)
    said = page(client.get(answer_to(request_for)))
    assert "You were signed out before it was sent." in said
    assert "Typed too late" in said


def test_what_was_typed_while_signed_out_is_shown_though_it_is_not_needed_any_more(client, people, request_for):
    oven = request_for.items.get()
    client.post(answer_to(request_for), {field(oven): "Typed too late"} | writing.of(people.colleague))
    withdraw_request(request=request_for, by=people.bo.user)
    client.force_login(people.colleague.user)
    response = client.get(answer_to(request_for))
    assert response.status_code == 409
    assert "Typed too late" in page(response)


def test_people_see_what_is_asked_of_them_until_they_answer(people, request_for):
    assert asked_of(people.colleague.user) == [request_for]
    assert asked_of(people.bo.user) == []
    give_feedback(request=request_for, by=people.colleague.user, texts={request_for.items.get().pk: "Good."})
    assert asked_of(people.colleague.user) == []


# Taking back


def test_a_manager_takes_back_what_nobody_answered(people, request_for):
    client = signed_in(people.bo)
    address = reverse("feedback_withdraw", args=[request_for.pk])
    assert "Taken back." in page(client.post(address, follow=True))
    request_for.refresh_from_db()
    assert request_for.state == FeedbackState.WITHDRAWN
    assert "cannot be taken back" in page(client.post(address, follow=True))


def test_what_was_answered_cannot_be_taken_back(people, request_for):
    give_feedback(request=request_for, by=people.colleague.user, texts={request_for.items.get().pk: "Good."})
    response = signed_in(people.bo).post(reverse("feedback_withdraw", args=[request_for.pk]), follow=True)
    assert "cannot be taken back" in page(response)
    assert FeedbackAnswer.objects.exists()


def test_the_case_page_shows_answers_beside_their_items_in_few_queries(case, people, request_for):
    give_feedback(request=request_for, by=people.colleague.user, texts={request_for.items.get().pk: "Calm."})
    said = page(signed_in(people.ana).get(case.get_absolute_url()))
    assert "Calm." in said
    assert "Cleo" in said


def test_reading_the_feedback_of_a_case_takes_as_many_queries_for_ten_as_for_one(
    case, people, django_assert_num_queries
):
    for _ in range(10):
        ask_feedback(case=case, colleague=EmployeeFactory(), items=case.items.all(), by=people.bo.user)
    with django_assert_num_queries(3):
        found = feedback_of(case)
        assert [len(request.items.all()) for request in found.requests] == [2] * 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["answer", "take back"])
def test_of_two_at_once_one_wins_and_the_other_changes_nothing(case, people, request_for, other):
    oven = request_for.items.get()

    def answer():
        give_feedback(request=request_for, by=people.colleague.user, texts={oven.pk: "Once."})

    second = answer if other == "answer" else lambda: withdraw_request(request=request_for, by=people.bo.user)
    failed = [refused for refused in at_once(answer, second, refused=NotAllowed) if refused]
    assert len(failed) == 1
    request_for.refresh_from_db()
    assert FeedbackAnswer.objects.exists() == (request_for.state == FeedbackState.GIVEN)
    case.refresh_from_db()
    assert broken_links(case) == []
