"""Erasing a person: what goes, what stays, and that nothing tells who it was."""

import datetime
import json

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from paths.growth.answering import answer_row, close_conversation, note_opening, send_answer
from paths.growth.assessing import rate, share_assessment, standing_of_assessment
from paths.growth.choices import Voice
from paths.growth.models import Assessment, Conversation, Evidence, Goal, WeekShare
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Edition
from paths.people.erasing import ADDRESS, NAME, MayNotErase, NotTheirName, erase_person, preview_erasing
from paths.people.models import Employee, User
from paths.people.signals import person_erased, what_erasing_keeps, what_erasing_removes
from tests.factories import AuthenticatorFactory, EmployeeFactory, SocialAccountFactory, UserFactory
from tests.growth.people import bakery, page, signed_in, towards_senior
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
NAMED, WROTE = "Zora Quillfeather", "Xylophonic"
MAIL = "zora.quillfeather@demo.example"


@pytest.fixture
def there(db, request):
    """The bakery with Zora in Ana's place, who wrote all kinds of papers; the database keeps its rules from then on."""
    found = bakery()
    zora = found.ana
    zora.user.name, zora.user.email = NAMED, MAIL
    zora.user.save()
    zora.name, zora.email, zora.location = NAMED, MAIL, "Zanzibar"
    zora._history_user = zora.user
    zora.save()
    found.zora = zora
    found.report = EmployeeFactory(user__name="Report", manager=zora, level=None)
    EmailAddress.objects.create(user=zora.user, email=MAIL, verified=True, primary=True)
    assessment = towards_senior(found)
    rows = standing_of_assessment(assessment).rows
    rate(assessment=assessment, expected=rows[0].expected, value=2, note=f"{WROTE} loaves")
    evidence = Evidence.objects.create(employee=zora, text=f"{WROTE} prize")
    evidence.shows.create(key=rows[0].expected.key)
    Goal.objects.create(employee=zora, action=f"{WROTE} goal", is_shared=True)
    WeekShare.objects.create(employee=zora, activity=f"{WROTE} baking", percent=60)
    conversation = share_assessment(assessment=assessment)
    answer_row(conversation=conversation, voice=Voice.MANAGER, expected=rows[0].expected, value=3, by=found.bo)
    send_answer(conversation=conversation, by=found.bo)
    close_conversation(conversation=conversation)
    note_opening(conversation=conversation, user=found.bo.user)
    log_of(found.omar, zora)
    log_of(zora.user, found.di)
    client = signed_in(zora)
    session = client.session
    session["typed"] = NAMED
    session.save()
    request.getfixturevalue("guarded")
    return found


def log_of(user, row):
    entry = LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        object_repr=str(row),
        action_flag=CHANGE,
        change_message=f"Changed {row}.",
    )
    return entry.pk


def erase(there, **more):
    said = {"employee": there.zora, "typed_name": NAMED, "to_their_manager": True, "by": there.omar}
    erase_person(**{**said, **more})


def traces(*words):
    """(table, column) of every column of the database in which one of the words stands, whatever its type."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")
            for column in [described[0] for described in cursor.description]:
                quoted = connection.ops.quote_name(column)
                matches = " OR ".join([f"LOWER(CAST({quoted} AS text)) LIKE %s"] * len(words))
                cursor.execute(
                    f"SELECT 1 FROM {connection.ops.quote_name(table)} WHERE {matches} LIMIT 1",
                    [f"%{word.lower()}%" for word in words],
                )
                if cursor.fetchone():
                    found.add((table, column))
    typed = [session.session_data for session in Session.objects.iterator() if _says(session.get_decoded(), words)]
    return found | ({("django_session", "session_data")} if typed else set())


def _says(held, words):
    """Whether one of the words stands in what a session holds, which its table keeps packed and signed."""
    return any(word.lower() in json.dumps(held, default=str, ensure_ascii=False).lower() for word in words)


WORDS = (NAMED, "quillfeather", MAIL, WROTE, "zanzibar")


def test_nothing_in_any_table_tells_who_it_was(there):
    before = {table for table, _column in traces(*WORDS)}
    assert {
        "paths_user", "paths_historicaluser", "paths_employee", "paths_historicalemployee", "account_emailaddress",
        "paths_rating", "paths_sharedrating", "paths_evidence", "paths_sharedevidence", "paths_goal",
        "paths_weekshare", "django_admin_log", "django_session",
    } <= before  # fmt: skip
    erase(there)
    assert traces(*WORDS) == set()


def test_papers_go_and_those_of_others_stay(there):
    theirs = Goal.objects.create(employee=there.di, action="Theirs")
    erase(there)
    assert not Assessment.objects.exists()
    assert not Conversation.objects.exists()
    assert list(Goal.objects.all()) == [theirs]
    assert not Employee.objects.filter(pk=there.zora.pk).exists()


def test_an_account_that_the_audit_does_not_name_goes_altogether(there):
    LogEntry.objects.filter(user=there.zora.user).delete()
    Employee.history.update(history_user=None)
    User.history.update(history_user=None)
    erase(there)
    assert not User.objects.filter(pk=there.zora.user_id).exists()


def test_ladders_keep_that_a_person_who_was_erased_changed_them(there):
    draft = open_draft(role=there.edition.role, by=there.zora.user)
    publish(draft=draft, by=there.zora.user, note="Rye.")
    erase(there)
    edition = Edition.objects.published().get(role=there.edition.role)
    assert str(edition.published_by) == NAME
    assert {str(row.history_user) for row in edition.history.all()} == {NAME}
    assert LogEntry.objects.filter(user=edition.published_by).exists()


def test_sessions_of_the_person_end_and_those_of_others_go_on(there):
    theirs, others = signed_in(there.zora), signed_in(there.di)
    erase(there)
    kept = {session.get_decoded().get("_auth_user_id") for session in Session.objects.all()}
    assert kept == {str(there.di.user_id)}
    assert others.get("/growth/goals/").status_code == 200
    assert theirs.get("/growth/goals/").status_code == 302


def test_what_stays_of_an_account_opens_nothing(there):
    user = there.zora.user
    user.is_staff = user.is_superuser = True
    user.last_login = timezone.now()
    user.set_password("rye-bread-1")
    user.save()
    user.groups.add(Group.objects.first())
    user.user_permissions.add(Permission.objects.first())
    erase(there, by=UserFactory(is_superuser=True, is_staff=True))
    user = User.objects.get(pk=user.pk)
    assert (user.email, user.name) == (ADDRESS.format(user.pk), NAME)
    assert not (user.is_active or user.is_staff or user.is_superuser or user.has_usable_password() or user.last_login)
    assert not user.groups.exists()
    assert not user.user_permissions.exists()


def test_the_history_says_when_and_by_whom(there):
    number = there.zora.pk
    erase(there)
    last = Employee.history.filter(id=number).latest()
    assert (last.history_type, last.history_user, last.history_change_reason) == ("-", there.omar, "Erased.")
    assert Employee.history.filter(id=number).exclude(name=NAME).count() == 0


@pytest.mark.parametrize("to_their_manager", [True, False])
def test_those_who_report_to_them_are_handed_over_as_chosen(there, to_their_manager):
    erase(there, to_their_manager=to_their_manager)
    there.report.refresh_from_db()
    assert there.report.manager == (there.bo if to_their_manager else None)
    assert there.report.history.latest().history_user == there.omar


def test_what_they_answered_as_a_manager_stays_with_those_people_without_them(there):
    assessment = towards_senior(there)
    conversation = assessment.conversations.get()
    erase(there, employee=there.bo, typed_name="Bo Lead")
    conversation.refresh_from_db()
    assert conversation.manager is None
    assert conversation.ratings.filter(voice=Voice.MANAGER).exists()


@pytest.mark.parametrize("typed", ["", "Zora", "zora quillfeather x", MAIL])
def test_without_the_name_nothing_happens(there, typed):
    with pytest.raises(NotTheirName):
        erase(there, typed_name=typed)
    assert Goal.objects.exists()


def test_the_name_counts_whatever_its_case_and_gaps(there):
    erase(there, typed_name="  zora   QUILLFEATHER ")
    assert not Goal.objects.exists()


def test_nobody_erases_themselves_or_an_administrator_above_them(there):
    partner = EmployeeFactory(user=there.omar, level=None)
    with pytest.raises(MayNotErase):
        erase(there, employee=partner, typed_name=partner.name)
    there.zora.user.is_superuser = True
    there.zora.user.save()
    with pytest.raises(MayNotErase):
        erase(there)
    erase(there, by=UserFactory(is_superuser=True, is_staff=True))
    assert not Goal.objects.exists()


def test_it_is_done_altogether_or_not_at_all(there, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr("paths.people.erasing._erase_user", lambda *_: fail())
    before = traces(*WORDS)
    with pytest.raises(RuntimeError):
        erase(there)
    assert traces(*WORDS) == before


def test_whoever_comes_second_finds_nobody(there):
    erase(there)
    there.zora.pk = there.zora.pk or 0
    with pytest.raises(Employee.DoesNotExist):
        erase(there, employee=Employee(pk=999_999, name=NAMED))


def test_somebody_without_an_account_is_erased_too(there):
    ghost = EmployeeFactory(user=None, name="Ghost Writer", email="ghost@demo.example", level=None)
    erase(there, employee=ghost, typed_name="Ghost Writer")
    assert traces("ghost") == set()


def test_rooms_above_add_what_goes_and_stays_and_take_part(there):
    heard = []

    def removes(**_):
        return ["Two cases"]

    def keeps(**_):
        return ["The trail of the cases"]

    def forget(employee, user, **_):
        heard.append((employee.pk, user.pk))

    pairs = [(what_erasing_removes, removes), (what_erasing_keeps, keeps), (person_erased, forget)]
    number, user_id = there.zora.pk, there.zora.user_id
    for signal, receiver in pairs:
        signal.connect(receiver)
    try:
        preview = preview_erasing(there.zora)
        erase(there)
    finally:
        for signal, receiver in pairs:
            signal.disconnect(receiver)
    assert "Two cases" in preview.removed
    assert "The trail of the cases" in preview.kept
    assert heard == [(number, user_id)]


# The admin's log, and accounts of people who do not work here


@pytest.fixture
def administrator():
    return browser_of("administrator")


def take_away(client, row, *, by_list=False):
    """Delete a row in the admin: on its own page, or chosen in the list."""
    place = f"admin:{row._meta.app_label}_{row._meta.model_name}"
    if by_list:
        chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        client.post(reverse(f"{place}_changelist"), chosen)
    else:
        client.post(reverse(f"{place}_delete", args=[row.pk]), {"post": "yes"})
    assert not type(row).objects.filter(pk=row.pk).exists()


def ways_to_sign_in(user):
    yield SocialAccountFactory(user=user, uid="quillfeather-7", extra_data={"email": MAIL})
    yield AuthenticatorFactory(user=user, data={"name": "Laptop of Quillfeather", "credential": {}})


@pytest.mark.parametrize("by_list", [False, True], ids=["alone", "by list"])
def test_a_way_to_sign_in_that_was_taken_away_stands_in_the_log_by_numbers(there, administrator, by_list):
    for row in ways_to_sign_in(there.zora.user):
        take_away(administrator, row, by_list=by_list)
        assert LogEntry.objects.latest("pk").object_repr == f"#{row.pk}, account {there.zora.user_id}"
    administrator.get(reverse("admin:index"))  # says once what was deleted
    erase(there)
    assert traces(*WORDS) == set()
    assert "Quillfeather" not in page(administrator.get(reverse("admin:index")))


def test_what_the_log_called_ways_to_sign_in_before_goes_too(there):
    EmailAddress.objects.filter(user=there.zora.user).update(verified=False)
    rows = [*ways_to_sign_in(there.zora.user), EmailAddress.objects.get(user=there.zora.user)]
    for row in rows:
        LogEntry.objects.filter(pk=log_of(there.omar, row)).update(object_repr="Quillfeather’s")
    rows[1].delete()
    erase(there)
    assert traces(*WORDS) == set()
    kinds = {"socialaccount", "authenticator", "emailaddress"}
    told = LogEntry.objects.filter(content_type__model__in=kinds).values_list("object_id", "object_repr")
    assert sorted(told) == sorted((number, f"#{number}") for number, _said in told)
    assert len(told) == len(kinds)


def test_what_the_log_says_of_an_account_they_had_before_goes_too(there):
    (before,) = User.objects.bulk_create([User(email="zora.before@demo.example", name=NAMED)])
    log_of(there.omar, before)
    User.objects.filter(pk=before.pk)._raw_delete(using="default")
    erase(there)
    assert traces(*WORDS) == set()


def test_somebody_of_the_same_name_stays_in_the_log(there):
    other = EmployeeFactory(user=None, name=NAMED, email="other@demo.example", level=None)
    log_of(there.omar, other)
    erase(there)
    assert LogEntry.objects.filter(object_repr=NAMED).count() == 1


@pytest.mark.parametrize("by_list", [False, True], ids=["alone", "by list"])
def test_an_account_that_is_deleted_leaves_neither_name_nor_address(administrator, guarded, by_list):
    user = UserFactory(name="Z. Quill", email="zora@quillfeather.example")
    user.name, user.email = NAMED, MAIL
    user.save()
    log_of(UserFactory(), user)
    take_away(administrator, user, by_list=by_list)
    assert traces("quill") == set()
    assert set(User.history.filter(id=user.pk).values_list("name", "email")) == {(NAME, ADDRESS.format(user.pk))}
    assert [row.history_type for row in User.history.filter(id=user.pk)] == ["-", "~", "+"]
    assert LogEntry.objects.filter(object_id=str(user.pk), object_repr=NAME).count() == 2


# The page


def path(there):
    return reverse("admin:person_erase", args=[there.zora.pk])


def test_the_page_shows_what_goes_and_what_stays_before_anything_does(there):
    before = traces(*WORDS)
    client = browser_of("hr_partner")
    shown = page(client.get(path(there)))
    for said in (NAMED, "<strong>1</strong> goals", "<strong>1</strong> self-assessments", "What the audit keeps"):
        assert said in shown
    assert "Report" in shown
    assert WROTE not in shown, "HR partners count private papers and do not read them"
    assert {(table, column) for table, column in traces(*WORDS) if table != "django_session"} <= before


def test_typing_the_name_erases_and_a_wrong_one_is_said(there):
    client = browser_of("hr_partner")
    wrong = client.post(path(there), {"typed_name": "Somebody", "to_their_manager": ""})
    assert wrong.status_code == 422
    assert "not the name of this person" in page(wrong)
    done = client.post(path(there), {"typed_name": NAMED, "to_their_manager": ""}, follow=True)
    assert done.redirect_chain == [(reverse("admin:paths_employee_changelist"), 302)]
    assert "The person is erased" in page(done)
    assert client.get(path(there)).status_code == 404
    there.report.refresh_from_db()
    assert there.report.manager is None


def test_the_page_of_somebody_one_may_not_erase_says_why(there):
    there.zora.user.is_superuser = True
    there.zora.user.save()
    client = browser_of("hr_partner")
    assert "is an administrator" in page(client.get(path(there)))
    assert client.post(path(there), {"typed_name": NAMED}).status_code == 422
    assert Goal.objects.exists()


def test_the_way_to_it_is_on_the_page_of_the_person(there):
    change = reverse("admin:paths_employee_change", args=[there.zora.pk])
    assert path(there) in page(browser_of("hr_partner").get(change))


def test_strangers_sign_in_first(there):
    assert Client().get(path(there)).status_code == 302


def test_the_page_in_so_many_queries(there, django_assert_max_num_queries):
    client = browser_of("hr_partner")
    for number in range(20):
        Goal.objects.create(employee=there.zora, action=f"Goal {number}", due_on=datetime.date(2026, 5, 1))
    with django_assert_max_num_queries(80):
        client.get(path(there))
