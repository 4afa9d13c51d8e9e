import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.ladders.models import JobFamily
from paths.shared.seals import is_sealed, pack, rehearse, seal, unpack


@given(st.binary())
def test_every_file_comes_back(data):
    assert unpack(pack(data), len(data)) == data


def test_no_more_is_unpacked_than_may_be_read_and_a_byte():
    assert len(unpack(pack(b"0" * 1_000_000), 100)) == 101


@pytest.mark.parametrize("text", ["", "nonsense", "é", "\x00", "0" * 99])
def test_what_was_never_packed_is_nothing(text):
    assert unpack(text, 100) == b""


def test_a_seal_stands_for_its_parts_only():
    assert is_sealed(seal(1, "a"), 1, "a")
    assert not is_sealed(seal(1, "a"), 1, "b")
    assert not is_sealed("", 1, "a")
    assert not is_sealed("é", 1, "a")


def test_a_seal_depends_on_the_secret_of_the_site(settings):
    before = seal(1)
    settings.SECRET_KEY = "another"
    assert seal(1) != before


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "stays"), [("", False), ("another", False), ("right", True)])
def test_what_is_rehearsed_stays_only_if_it_is_sealed(given, stays):
    def act():
        return JobFamily.objects.create(name="Crafts", slug="crafts").name

    given = seal("Crafts") if given == "right" else given
    assert rehearse(act, seal, given) == ("Crafts", stays)
    assert JobFamily.objects.exists() == stays
