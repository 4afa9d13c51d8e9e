"""Uploading a ladder document in the admin: first what it would do, then into the draft."""

from __future__ import annotations

import re
from html import unescape
from threading import Thread

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paths.ladders.models import Edition, Expectation, JobFamily, LevelProfile, Role
from paths.ladders.reading import content_of
from paths.pay.models import ProposedBand, SalaryBand
from tests.documents.texts import LADDERS
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory
from tests.visitors import VISITORS, browser_of

pytestmark = pytest.mark.django_db
BAKER = """# Career Path: Baker

## Levels

### Junior Baker (0-2 years)

**Typical Responsibilities:**

- Weigh flour
- Clean the oven

**Compensation:** $51K-$61K USD
"""
CHANGED = BAKER.replace("Clean the oven", "Shape loaves").replace("Weigh flour", "Weigh flour to the gram")


@pytest.fixture
def address():
    return reverse("admin:document_import")


@pytest.fixture
def ruth():
    return browser_of("hr_editor")


def file_of(text, name="baker.md"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def page_of(response):
    return unescape(response.content.decode())


def hidden(response):
    """The fields that confirm what a page shows."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def crafts():
    return JobFamily.objects.get_or_create(name="Crafts", slug="crafts")[0]


def look(client, text=BAKER, **fields):
    return client.post(reverse("admin:document_import"), {"file": file_of(text), "family": crafts().pk, **fields})


def confirm(client, response, **changed):
    return client.post(reverse("admin:document_import"), {**hidden(response), **changed})


def confirmed(client, text=BAKER, **fields):
    response = confirm(client, look(client, text, **fields))
    assert response.status_code == 302, page_of(response)
    return response


@pytest.mark.parametrize("visitor", VISITORS)
def test_only_people_who_write_ladders_may_upload_one(address, visitor):
    client = browser_of(visitor)
    allowed = visitor in {"hr_editor", "hr_publisher", "administrator"}
    expected = 200 if allowed else 302 if visitor in {"stranger", "employee"} else 403
    assert client.get(address).status_code == expected
    assert look(client).status_code == expected
    assert not Edition.objects.exists()


def test_the_first_look_changes_nothing(ruth):
    response = look(ruth)
    assert response.status_code == 200
    assert "Weigh flour" in page_of(response)
    assert "A new role, with its first draft." in page_of(response)
    assert not Role.objects.exists()
    assert not Expectation.history.exists()


def test_confirmed_it_is_in_the_draft_and_not_published(ruth):
    response = confirmed(ruth)
    draft = Edition.objects.get()
    assert response["Location"] == reverse("admin:edition_edit", args=[draft.pk])
    assert draft.status == "draft"
    assert "Imported from baker.md: 2 statements new" in draft.history.first().history_change_reason


def test_pasted_text_will_do(ruth, address):
    response = ruth.post(address, {"text": BAKER.replace("\n", "\r\n"), "family": crafts().pk})
    assert confirm(ruth, response).status_code == 302
    assert Expectation.objects.count() == 2


def test_the_look_shows_what_is_new_changed_and_removed(ruth):
    confirmed(ruth)
    page = page_of(look(ruth, CHANGED))
    assert "The draft that is there changes." in page
    assert "<ins>" in page
    for text in ("Shape loaves", "Clean the oven", "to the gram"):
        assert text in page


def test_a_role_that_is_published_gets_a_draft_as_a_copy(ruth):
    edition = EditionFactory(role=RoleFactory(name="Baker"))
    profile = LevelProfileFactory(edition=edition, title="Junior Baker", level__slug="junior")
    ExpectationFactory(profile=profile, text="Weigh flour")
    response = look(ruth)
    assert "A draft is opened as a copy of 1.0, and changes." in page_of(response)
    confirm(ruth, response)
    assert content_of(edition).profiles[0].expectations[0].text == "Weigh flour"
    assert Edition.objects.drafts().get().role == edition.role


def test_a_level_that_goes_is_shown_with_what_goes_with_it(ruth):
    senior = "\n### Senior Baker\n\n**Typical Responsibilities:**\n\n- Rule the bakery\n"
    confirmed(ruth, BAKER + senior)
    page = page_of(look(ruth, BAKER))
    assert "no longer has this level" in page
    assert "Rule the bakery" in page


def test_the_same_document_again_has_nothing_to_confirm(ruth):
    confirmed(ruth)
    response = look(ruth)
    assert "The draft says this already" in page_of(response)
    assert "seal" not in hidden(response)


def test_warnings_are_shown_by_line(ruth):
    page = page_of(look(ruth, BAKER + "\n## Secrets of Rye\n\nText.\n"))
    assert "Line 14: “Secrets of Rye” is not a heading or label that ladders have" in page


def test_what_cannot_be_read_is_said_by_line_and_the_text_is_kept(ruth):
    broken = BAKER + "\n### Junior Baker\n\nTwice.\n"
    response = look(ruth, broken)
    assert response.status_code == 422
    page = page_of(response)
    assert "Line 14: There is already a level called “Junior Baker”" in page
    assert "Twice.\n</textarea>" in page


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (file_of(""), "empty"),
        (file_of("no title"), "The document has no title"),
        (file_of(b"\x89PNG\r\n\x1a\n\x00\xff"), "not text in UTF-8"),
        (file_of(b"# Career Path: X\x00"), "control character"),
        (file_of(BAKER, "baker.pdf"), "“pdf” is not allowed"),
        (file_of("# " + "x" * 1_000_001), "too large"),
        (file_of("# Career Path: " + "B" * 200), "is too long"),
    ],
    ids=["empty", "no title", "binary", "nul", "another kind", "huge", "long name"],
)
def test_bad_files_are_refused_in_words(ruth, file, said):
    file.seek(0)
    response = ruth.post(reverse("admin:document_import"), {"file": file})
    assert response.status_code == 422
    assert said in page_of(response)
    assert not Role.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"text": "  "}, {"packed": "nonsense"}, {"packed": "é", "seal": "é"}])
def test_nothing_at_all_is_asked_for_again(ruth, address, fields):
    response = ruth.post(address, fields)
    assert response.status_code == 422
    assert "Choose a file, or paste the text." in page_of(response)


def test_a_new_role_goes_into_the_family_that_was_chosen(ruth):
    confirmed(ruth, family=crafts().pk)
    assert Role.objects.get().family == crafts()


def test_a_new_role_without_a_family_is_asked_for_one_beside_the_field_and_the_text_is_kept(ruth, address):
    crafts()
    response = ruth.post(address, {"file": file_of(BAKER)})
    assert response.status_code == 422
    assert "Weigh flour" in page_of(response)
    (said,) = re.findall(r'id="id_family_error"[^>]*>(.*?)</ul>', page_of(response), re.DOTALL)
    assert "There is no role called “Baker” yet. Say which job family it belongs to." in said
    assert not Role.objects.exists()
    again = ruth.post(address, {"text": BAKER, "family": crafts().pk})
    assert confirm(ruth, again).status_code == 302
    assert Role.objects.get().family == crafts()


def test_a_role_that_is_there_stays_in_its_family(ruth):
    role = RoleFactory(name="Baker")
    confirmed(ruth, family=crafts().pk)
    assert Role.objects.get().family == role.family


def test_who_may_not_add_roles_is_told_so():
    client = browser_of("hr_publisher")
    client.get("/admin/")
    user = client.get(reverse("admin:document_import")).wsgi_request.user
    user.groups.clear()
    user.user_permissions.set(Permission.objects.filter(codename="change_edition"))
    response = look(client)
    assert response.status_code == 422
    assert "you may not add one" in page_of(response)


# What was confirmed is what was shown


def test_a_draft_that_somebody_changed_meanwhile_is_shown_anew(ruth):
    confirmed(ruth)
    shown = look(ruth, CHANGED)
    Expectation.objects.filter(text="Clean the oven").update(text="Clean both ovens")
    response = confirm(ruth, shown)
    assert response.status_code == 409
    assert "Something has changed since you looked" in page_of(response)
    assert "Clean both ovens" in page_of(response)
    assert Expectation.objects.filter(text="Clean both ovens").exists()
    assert confirm(ruth, response).status_code == 302


def test_pay_that_somebody_changed_meanwhile_counts_for_those_who_write_pay():
    client = browser_of("administrator")
    confirmed(client)
    shown = look(client, CHANGED)
    ProposedBand.objects.update(maximum=99_000)
    assert confirm(client, shown).status_code == 409


def test_a_role_that_somebody_added_meanwhile_is_shown_anew(ruth):
    shown = look(ruth)
    RoleFactory(name="Baker")
    assert confirm(ruth, shown).status_code == 409
    assert not Edition.objects.exists()


@pytest.mark.parametrize("name", ["packed", "seal"])
def test_another_text_or_seal_is_not_taken_for_the_one_that_was_shown(ruth, name):
    shown, other = look(ruth), look(ruth, CHANGED)
    response = confirm(ruth, shown, **{name: hidden(other)[name]})
    assert response.status_code == 409
    assert not Role.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_new", [True, False], ids=["new role", "draft"])
def test_of_two_who_confirm_at_once_one_is_told(is_new):
    clients = [browser_of("administrator") for _ in range(2)]
    if not is_new:
        confirmed(clients[0])
    shown = [look(client, CHANGED) for client in clients]
    answers = []

    def press(client, page):
        try:
            answers.append(confirm(client, page).status_code)
        finally:
            connection.close()

    threads = [Thread(target=press, args=pair) for pair in zip(clients, shown, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409]
    assert Edition.objects.count() == 1


def test_nobody_confirms_what_another_looked_at(ruth):
    shown = look(ruth)
    assert confirm(browser_of("hr_editor"), shown).status_code == 409


def test_a_large_document_goes_the_whole_way(ruth, settings):
    lines = "".join(f"- Bake {n:06} ßß {hash(n * 7919)}\n" for n in range(2_000))
    text = BAKER.replace("- Clean the oven\n", lines)
    confirmed(ruth, text)
    assert Expectation.objects.count() == 2_001


def test_a_crash_in_the_middle_leaves_nothing(ruth, monkeypatch):
    shown = look(ruth)

    def crash(*_arguments, **_options):
        raise RuntimeError

    monkeypatch.setattr("paths.documents.draft._write_custom", crash)
    assert confirm(ruth, shown).status_code == 500
    assert not Role.objects.exists()
    assert not Edition.history.exists()


# Pay


def test_who_may_not_change_pay_is_told_that_it_is_left_out(ruth):
    response = look(ruth)
    assert "What the document says of pay is left out" in page_of(response)
    assert "Pay the draft proposes" not in page_of(response)
    confirm(ruth, response)
    assert not ProposedBand.objects.exists()


def test_who_may_not_change_pay_leaves_that_of_the_draft_alone(ruth):
    confirmed(browser_of("administrator"))
    confirmed(ruth, CHANGED.replace("$51K", "$11K"))
    assert ProposedBand.objects.get().minimum == 51_000


def test_no_figure_reaches_who_may_not_see_it(ruth):
    confirmed(browser_of("administrator"))
    SalaryBand.objects.create(
        level=LevelProfile.objects.get().level, minimum=53_535, currency="USD", effective_on="2026-01-01"
    )
    pages = page_of(look(ruth, CHANGED.replace("$51K-$61K", "$1K-$2K")))
    for figure in ("51", "61", "53535", "53,535"):
        assert not re.search(rf"\b{figure}\b", re.sub(r'value="[^"]*"', "", pages)), figure


def test_who_may_change_pay_sees_what_it_becomes():
    client = browser_of("administrator")
    confirmed(client)
    page = page_of(look(client, BAKER.replace("$51K", "$55K")))
    assert "$51K-$61K USD → $55K-$61K USD" in page


# Queries


def queries(client, act):
    with CaptureQueriesContext(connection) as context:
        act()
    return len(context)


def test_queries_stay_however_long_the_document_is(ruth):
    def text(statements):
        lines = "".join(f"- Bake loaf {n}\n" for n in range(statements))
        return BAKER.replace("- Clean the oven\n", lines)

    confirmed(ruth)
    few, many = (queries(ruth, lambda n=n: look(ruth, text(n))) for n in (3, 60))
    assert few == many <= 75
    shown = look(ruth, text(60))
    assert queries(ruth, lambda: confirm(ruth, shown)) <= 75


@pytest.mark.parametrize("path", LADDERS, ids=lambda path: path.stem)
def test_our_ladders_go_the_whole_way(path):
    client = browser_of("administrator")
    confirmed(client, path.read_bytes())
    assert "says this already" in page_of(look(client, path.read_bytes()))
