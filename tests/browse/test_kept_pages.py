"""Which pages are kept between requests: those of what there is, and none of what somebody made up."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.urls import reverse

from paths.browse.urls import urlpatterns
from tests.factories import EditionFactory, LevelProfileFactory, RoleFactory, SkillFactory
from tests.test_every_url import EXPECTED
from tests.test_hostile_requests import ASKED

pytestmark = pytest.mark.django_db

MADE_UP = ["nothing", "baker/nothing", "baker/senior/", "senior ", "Ünsinn", "senior' OR 1=1"]


@pytest.fixture
def bakers(settings):
    settings.LADDERS_PUBLIC = True
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    for rank, slug in enumerate(["junior", "senior"], start=1):
        LevelProfileFactory(edition=edition, rank=rank, level__slug=slug, title=f"{slug.capitalize()} Baker")
    SkillFactory(name="Bread", slug="bread")
    return edition


def kept() -> set[str]:
    return set(caches["pages"]._cache)


@pytest.mark.parametrize("name", sorted({pattern.name for pattern in urlpatterns}))
@pytest.mark.parametrize("fragment", ["", "list"])
def test_what_somebody_made_up_is_not_kept(bakers, client, name, fragment):
    targets = ["ladders", "skills", "comparison", "map", "ladder", "questions", "projects"] if fragment else [""]
    addresses = [reverse(name, args=EXPECTED[name][0]), reverse(name, args=["nothing"] * len(EXPECTED[name][0]))]
    asks = [{"headers": {"HX-Request": "true", "HX-Target": target} if target else {}} for target in targets]
    for ask in asks:
        client.get(addresses[0], **ask)
        before = kept()
        for made_up in MADE_UP:
            for address in addresses:
                client.get(address, dict.fromkeys(set(ASKED) - {"show", "by"}, made_up), **ask)
        assert kept() == before


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?family=engineering",
        "/skills/?family=engineering",
        "/roles/baker/interview/?level=senior",
        "/roles/baker/portfolio/?level=junior",
        "/compare/",
        "/compare/?level=baker/junior&level=baker/senior",
        "/roles/baker/senior/",
    ],
)
def test_what_there_is_is_kept(bakers, client, address, django_assert_max_num_queries):
    before = kept()
    first = client.get(address)
    assert first.status_code == 200
    assert kept() > before
    with django_assert_max_num_queries(1):
        assert client.get(address)["ETag"] == first["ETag"]
