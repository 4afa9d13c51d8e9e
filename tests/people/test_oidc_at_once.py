"""Two first sign-ons at the same moment."""

from functools import partial

import pytest
from allauth.socialaccount.models import SocialAccount

from paths.people.claims import Identity
from paths.people.models import Employee, User
from paths.people.sign_on import SignOnRefused, link_identity
from tests.factories import EmployeeFactory, UserFactory
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ANA = "ana@acme.example"


def sign_on_at_once(*subjects):
    """The user of each subject, all of whom come with Ana's address at the same moment; None for who is refused."""

    def come(subject):
        try:
            return link_identity(identity=Identity(subject, ANA), issuer="https://id.acme.example").user.email
        except SignOnRefused:
            return None

    return sorted(at_once(*(partial(come, subject) for subject in subjects)), key=str)


@pytest.fixture(params=["employee", "user"])
def ana(request):
    if request.param == "user":
        UserFactory(email=ANA)
    else:
        EmployeeFactory(name="Ana Moreira", email=ANA, user=None)


def test_one_person_in_two_tabs_is_one_user(ana):
    assert sign_on_at_once("1", "1", "1") == [ANA] * 3
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 1)


def test_of_two_accounts_with_one_address_one_gets_in(ana):
    assert sign_on_at_once("1", "2", "3") == [None, None, ANA]
    assert SocialAccount.objects.count() == 1


def test_an_employee_is_tied_once():
    EmployeeFactory(name="Ana Moreira", email=ANA, user=None)
    sign_on_at_once("1", "2")
    assert Employee.objects.get().user.email == ANA
