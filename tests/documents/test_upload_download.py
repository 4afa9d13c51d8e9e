"""Taking an edition away from the admin."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Expectation
from paths.shared.sheets import read_csv
from paths.shared.workbooks import read_table
from tests.documents.test_sheet_importing import sheet_of
from tests.documents.test_upload_document import BAKER, hidden
from tests.visitors import VISITORS, browser_of

pytestmark = pytest.mark.django_db
FORMS = ["md", "json", "csv", "xlsx"]
MAY = {"hr_editor", "hr_publisher", "administrator"}


@pytest.fixture
def draft():
    return import_ladder(document=read_ladder(BAKER).document, family="Engineering").edition


@pytest.fixture
def published():
    return import_ladder(document=read_ladder(BAKER).document, and_publish=True, family="Engineering").edition


def download(visitor, edition, form):
    return browser_of(visitor).get(reverse("admin:edition_download", args=[edition.pk, form]))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("visitor", VISITORS)
def test_only_people_who_see_editions_may_take_one_away(published, visitor, form):
    expected = 200 if visitor in MAY else 302 if visitor in {"stranger", "employee"} else 403
    assert download(visitor, published, form).status_code == expected


def test_the_document_reads_back(published):
    response = download("administrator", published, "md")
    assert read_ladder(response.content).document == read_ladder(BAKER).document
    assert response["Content-Disposition"] == 'attachment; filename="baker-1.0.md"'
    assert response["Content-Type"] == "text/markdown; charset=utf-8"


def test_the_sheets_read_back(draft):
    table = sheet_of(draft)
    response = download("hr_editor", draft, "csv")
    assert read_csv(response.content, max_bytes=10_000) == table
    assert response["Content-Disposition"] == 'attachment; filename="baker-draft.csv"'
    assert read_table(download("hr_editor", draft, "xlsx").content, max_bytes=100_000) == table


@pytest.mark.parametrize("form", ["md", "json"])
@pytest.mark.parametrize("rule", ["signed_in", "hr"])
def test_a_draft_shows_what_it_proposes_to_pay_to_those_who_look_after_pay_only(settings, draft, form, rule):
    settings.PAY_VISIBILITY = rule
    assert b"51" in download("administrator", draft, form).content
    for visitor in ("hr_editor", "hr_publisher"):
        assert b"51" not in download(visitor, draft, form).content


@pytest.mark.parametrize("form", FORMS)
def test_pay_in_force_is_for_those_who_may_see_it(settings, published, form):
    settings.PAY_VISIBILITY = "hr"
    assert b"51K" not in download("hr_editor", published, form).content
    assert b"51000" not in download("hr_editor", published, form).content


def test_pay_that_everybody_sees_is_in_the_document(settings, published):
    settings.PAY_VISIBILITY = "signed_in"
    data = json.loads(download("hr_editor", published, "json").content)
    assert data["levels"][0]["pay"][0]["minimum"] == "51000"


@pytest.mark.parametrize("form", ["md", "json"])
def test_an_edition_that_is_history_does_not_name_what_is_paid_today(published, form):
    draft = open_draft(role=published.role, by=None)
    Expectation.objects.filter(profile__edition=draft).update(text="Weigh it")
    newer = publish(draft=draft, by=None, note="Weighed.")
    assert b"51" in download("administrator", newer, form).content
    assert b"51" not in download("administrator", published, form).content
    page = browser_of("administrator").get(reverse("admin:edition_edit", args=[published.pk])).content.decode()
    assert "What is paid today is not in them." in page


@pytest.mark.parametrize(("form", "page"), [("md", "document"), ("csv", "sheet"), ("xlsx", "sheet")])
def test_a_file_can_be_brought_back_whatever_an_old_row_holds(draft, form, page):
    Expectation.objects.filter(text="Weigh flour").update(text="Weigh\x02\x1fflour\uffff")
    editor, address = browser_of("hr_editor"), reverse(f"admin:{page}_import")
    file = SimpleUploadedFile(f"baker.{form}", download("administrator", draft, form).content)
    response = editor.post(address, {"file": file})
    assert response.status_code == 200
    assert editor.post(address, hidden(response)).status_code == 302
    assert Expectation.objects.filter(profile__edition=draft, text="Weigh flour").exists()


@pytest.mark.parametrize("form", ["pdf", "html", "mdx"])
def test_there_are_no_other_forms(published, form):
    assert download("administrator", published, form).status_code == 404


def test_an_edition_that_is_not_there_is_not_found(db):
    assert browser_of("administrator").get("/admin/editions/7/download/md/").status_code == 404


def test_a_text_that_no_workbook_can_hold_is_said(draft):
    Expectation.objects.update(text="x" * 40_000)
    response = download("administrator", draft, "xlsx")
    assert response["Location"] == reverse("admin:edition_edit", args=[draft.pk])


@pytest.mark.parametrize(("form", "most"), [("md", 14), ("csv", 14)])
def test_queries_are_few(draft, form, most, django_assert_max_num_queries):
    client = browser_of("hr_editor")
    client.get("/admin/")
    with django_assert_max_num_queries(most):
        client.get(reverse("admin:edition_download", args=[draft.pk, form]))
