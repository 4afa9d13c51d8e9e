import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from paths.people.models import User
from tests.factories import EmployeeFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def test_the_e_mail_address_is_the_login_name_whatever_its_case(rf):
    user = User.objects.create_user("Ana@Demo.Example", PASSWORD)
    assert user.email == "ana@demo.example"
    assert authenticate(rf.post("/"), email="ana@demo.example", password=PASSWORD) == user


def test_an_address_in_capitals_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="user_email_lower_case"), transaction.atomic():
        UserFactory(email="Ana@demo.example")


def test_two_users_cannot_share_an_address():
    UserFactory(email="ana@demo.example")
    with pytest.raises(ValidationError, match="already signs in"):
        UserFactory.build(email="ana@demo.example").full_clean(exclude=["password"])


def test_signing_in_leads_home(client):
    User.objects.create_user("ana@demo.example", PASSWORD)
    response = client.post("/account/sign-in/", {"login": "ana@demo.example", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    User.objects.create_user("ana@demo.example", PASSWORD)
    answers = {
        str(client.post("/account/sign-in/", {"login": address, "password": "wrong"}).context["form"].errors)
        for address in ("ana@demo.example", "nobody@demo.example")
    }
    assert len(answers) == 1


def test_nobody_makes_an_account_for_themselves(client):
    client.post("/account/sign-up/", {"email": "me@demo.example", "password1": PASSWORD})
    assert not User.objects.exists()


def test_somebody_who_is_not_active_is_signed_out(client):
    user = UserFactory()
    client.force_login(user)
    User.objects.update(is_active=False)
    assert client.get("/account/password/change/").status_code == 302


def test_a_person_and_their_level_come_with_the_session_in_one_query(django_assert_num_queries):
    from paths.people.backends import SignInBackend

    employee = EmployeeFactory()
    with django_assert_num_queries(1):
        assert SignInBackend().get_user(employee.user.pk).own_level == employee.level


@pytest.mark.parametrize(
    ("name", "initials"), [("Ana Moreira", "AM"), ("Ana", "A"), ("Ana Maria de Souza", "AS"), ("", "A")]
)
def test_initials_are_of_the_first_and_last_name(name, initials):
    assert User(email="ana@demo.example", name=name).initials == initials
