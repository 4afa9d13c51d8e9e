"""Uploading the sheet of a ladder in the admin: first what it would do, then into the drafts."""

from __future__ import annotations

from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paths.documents.sheet import table_of
from paths.ladders.models import Edition, Expectation
from paths.ladders.reading import content_of
from paths.shared.sheets import write_csv
from paths.shared.workbooks import write_xlsx
from tests.documents.test_sheet_importing import HEADER, changed, sheet_of
from tests.documents.test_upload_document import hidden, page_of, queries
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory
from tests.shared.test_workbooks import book_of, packed
from tests.visitors import VISITORS, browser_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/import/sheet/"


@pytest.fixture
def ruth():
    return browser_of("hr_editor")


@pytest.fixture
def baker():
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    profile = LevelProfileFactory(edition=edition, title="Junior Baker")
    ExpectationFactory(profile=profile, text="Weigh flour", position=0)
    ExpectationFactory(profile=profile, text="Clean the oven", position=1)
    return edition


def file_of(table, name="baker.csv"):
    data = write_xlsx(table, "Ladder") if name.endswith("xlsx") else write_csv(table).encode()
    return SimpleUploadedFile(name, data)


def line_of(text):
    """A row with a new statement of Junior Baker."""
    cells = {"role": "Baker", "level": "Junior Baker", "kind": "Responsibility", "text": text}
    return tuple(cells.get(column, "") for column in HEADER)


def look(client, table, name="baker.csv"):
    return client.post(ADDRESS, {"file": file_of(table, name)})


def confirm(client, response, **other):
    return client.post(ADDRESS, {**hidden(response), **other})


@pytest.mark.parametrize("visitor", VISITORS)
def test_only_people_who_write_ladders_may_upload_one(baker, visitor):
    client = browser_of(visitor)
    allowed = visitor in {"hr_editor", "hr_publisher", "administrator"}
    expected = 200 if allowed else 302 if visitor in {"stranger", "employee"} else 403
    assert reverse("admin:sheet_import") == ADDRESS
    assert client.get(ADDRESS).status_code == expected
    assert look(client, changed(sheet_of(baker), 2, text="Weigh it")).status_code == expected
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("name", ["baker.csv", "baker.xlsx"])
def test_it_is_looked_at_first_and_then_confirmed(ruth, baker, name):
    response = look(ruth, changed(sheet_of(baker), 2, text="Weigh all flour"), name)
    assert "A draft is opened as a copy of 1.0, and changes." in page_of(response)
    assert Edition.objects.count() == 1
    assert confirm(ruth, response).status_code == 302
    draft = Edition.objects.drafts().get()
    assert content_of(draft).profiles[0].expectations[0].text == "Weigh all flour"
    assert f"Imported from {name}" in draft.history.first().history_change_reason


def test_a_workbook_that_holds_more_than_it_weighs_is_confirmed_as_it_was_looked_at(ruth, baker, settings):
    settings.UPLOAD_LIMIT = 25_000
    table = (HEADER, *(line_of(f"Weigh flour number {n} and tell what it weighs") for n in range(400)))
    assert len(write_csv(table)) > settings.UPLOAD_LIMIT > len(write_xlsx(table, "Ladder"))
    response = look(ruth, table, "baker.xlsx")
    assert response.status_code == 200
    assert confirm(ruth, response).status_code == 302
    assert Expectation.objects.filter(profile__edition__status="draft").count() == 400


def test_a_workbook_that_could_not_be_confirmed_is_refused_when_it_is_looked_at(ruth, baker, settings):
    book = book_of(HEADER, *(line_of(Random(n).randbytes(500).hex()) for n in range(60)))
    settings.UPLOAD_LIMIT = len(book)
    response = ruth.post(ADDRESS, {"file": SimpleUploadedFile("baker.xlsx", book)})
    assert response.status_code == 422
    assert "The sheet holds more than can be confirmed in one go. Split it." in page_of(response)


def test_cells_with_formulas_and_line_ends_go_the_whole_way(ruth, baker):
    response = look(ruth, changed(sheet_of(baker), 2, text="=1+1; 'a'", examples="one\r\n-two\n\n@three"))
    assert confirm(ruth, response).status_code == 302
    expected = content_of(Edition.objects.drafts().get()).profiles[0].expectations[0]
    assert (expected.text, expected.examples) == ("=1+1; 'a'", ("one", "-two", "@three"))


def test_the_sheet_of_an_edition_has_nothing_to_confirm(ruth, baker):
    response = look(ruth, sheet_of(baker))
    assert "Edition 1.0 says this already. Nothing changes." in page_of(response)
    assert "seal" not in hidden(response)


def test_what_is_wrong_is_said_by_row(ruth, baker):
    response = look(ruth, changed(changed(sheet_of(baker), 2, level="Senor"), 3, kind="?"))
    assert response.status_code == 422
    assert "2 things have to be put right first. Nothing was changed." in page_of(response)
    assert "Row 2: Baker has no level called “Senor”." in page_of(response)
    assert "Row 3: The kind “?” is not one of" in page_of(response)


def test_warnings_are_shown(ruth, baker):
    table = tuple((*row, "x") for row in sheet_of(baker))
    assert "Row 1: The column “x” is not one of ours and was left out." in page_of(look(ruth, table))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\xff", "not UTF-8"),
        ("a.csv", "rôle".encode("utf-16"), "UTF-16"),
        ("a.csv", b"role\n\x00", "control character"),
        ("a.csv", b"x" * 1_000_001, "too large"),
        ("a.csv", b"role\n" + b"x\n" * 10_000, "more than 10,000 rows"),
        ("a.csv", b"role;level\nBaker;x", "There is no column called"),
        ("a.pdf", b"role", "“pdf” is not allowed"),
        ("a.xlsx", b"PK\x03\x04", "could not be read as a workbook"),
        ("a.xlsx", packed(**{"a.xml": b"0" * 11_000_000}), "too large"),
        ("a.xlsx", book_of(list(HEADER), ["=1+1"]), "There is a formula in column A"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "workbook of an old kind"),
    ],
    ids=["empty", "binary", "utf-16", "nul", "huge", "rows", "columns", "kind", "torn", "bomb", "formula", "old"],
)
def test_bad_files_are_refused_in_words(ruth, name, data, said):
    response = ruth.post(ADDRESS, {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 422
    assert said in page_of(response)


@pytest.mark.parametrize("fields", [{}, {"packed": "nonsense"}, {"packed": "é", "seal": "é"}])
def test_nothing_at_all_is_asked_for_again(ruth, fields):
    response = ruth.post(ADDRESS, fields)
    assert response.status_code == 422
    assert "Choose a file." in page_of(response)


def test_a_draft_that_somebody_changed_meanwhile_is_shown_anew(ruth, baker):
    shown = look(ruth, changed(sheet_of(baker), 2, text="Weigh it"))
    confirm(ruth, look(ruth, changed(sheet_of(baker), 3, text="Clean both ovens")))
    response = confirm(ruth, shown)
    assert response.status_code == 409
    assert "Something has changed since you looked" in page_of(response)
    assert not Expectation.objects.filter(text="Weigh it").exists()
    assert confirm(ruth, response).status_code == 302


def test_another_sheet_or_seal_is_not_taken_for_the_one_that_was_shown(ruth, baker):
    shown, other = (look(ruth, changed(sheet_of(baker), 2, text=text)) for text in ("Weigh it", "Spill it"))
    for name in ("packed", "seal"):
        assert confirm(ruth, shown, **{name: hidden(other)[name]}).status_code == 409
    assert Edition.objects.count() == 1


def test_a_sheet_may_change_several_roles_at_once(ruth, baker):
    other = LevelProfileFactory(edition__role__name="Cook", title="Cook")
    ExpectationFactory(profile=other, text="Stir")
    table = (*changed(sheet_of(baker), 2, text="Weigh it"), *changed(sheet_of(other.edition), 2, text="Stir it")[1:])
    response = confirm(ruth, look(ruth, table))
    assert response["Location"] == reverse("admin:paths_role_changelist")
    assert Edition.objects.drafts().count() == 2


def test_queries_stay_however_many_rows_there_are(ruth, baker):
    def table(rows):
        new = (("Baker", "Junior Baker", "Skill", "", f"Rye {n}", "", "", "", "", "") for n in range(rows))
        return (*sheet_of(baker), *new)

    few, many = (queries(ruth, lambda n=n: look(ruth, table(n))) for n in (3, 40))
    assert few == many <= 60
    shown = look(ruth, table(40))
    assert queries(ruth, lambda: confirm(ruth, shown)) <= 60


def test_a_thousand_statements_go_the_whole_way(ruth, baker):
    rows = tuple(
        ("Baker", "Junior Baker", "Soft skill", "", f"Bake {n} of rye", "", "", "", "", "") for n in range(1_000)
    )
    assert confirm(ruth, look(ruth, (*sheet_of(baker), *rows), "baker.xlsx")).status_code == 302
    assert Expectation.objects.filter(profile__edition__status="draft").count() == 1_002
    draft = Edition.objects.drafts().get()
    assert "says this already" in page_of(look(ruth, table_of("Baker", content_of(draft).profiles)))
