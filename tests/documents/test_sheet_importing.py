"""A sheet becomes the statements of the levels it names, in the drafts of their roles."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings

from paths.documents import sheet_importing
from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder
from paths.documents.sheet import table_of
from paths.documents.sheet_importing import import_sheet
from paths.ladders.models import Edition, Expectation, Skill
from paths.ladders.reading import content_of
from paths.shared.sheets import UnreadableSheet, read_csv, write_csv
from paths.shared.workbooks import read_table, write_xlsx
from tests.documents.strategies import documents
from tests.documents.texts import LADDERS
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
HEADER = ("role", "level", "kind", "category", "text", "skill", "proficiency", "required", "examples", "key")


@pytest.fixture
def baker():
    """A published ladder of two levels, with two statements each."""
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    for title in ("Junior Baker", "Senior Baker"):
        profile = LevelProfileFactory(edition=edition, title=title)
        ExpectationFactory(profile=profile, text="Weigh flour", position=0)
        ExpectationFactory(profile=profile, of_skill=True, skill__name="Dough " + title, position=1)
    return edition


def sheet_of(edition):
    return table_of(edition.role.name, content_of(edition).profiles)


def changed(table, row, **cells):
    """The table with some cells of a row (as people count) changed."""
    rows = [list(cells) for cells in table]
    for column, text in cells.items():
        rows[row - 1][HEADER.index(column)] = text
    return tuple(map(tuple, rows))


def draft_of(edition):
    return content_of(Edition.objects.drafts().get(role=edition.role))


def texts(content):
    return {profile.title: [expected.text for expected in profile.expectations] for profile in content.profiles}


def test_the_sheet_of_an_edition_changes_nothing(baker):
    imported = import_sheet(table=sheet_of(baker))
    assert not imported.changed
    assert (Edition.objects.count(), imported.drafts) == (1, ())


@pytest.mark.parametrize("path", LADDERS, ids=lambda path: path.stem)
def test_our_ladders_come_back_unchanged_in_either_format(path):
    edition = import_ladder(
        document=read_ladder(path.read_bytes()).document, and_publish=True, family="Engineering"
    ).edition
    table = sheet_of(edition)
    for read in (
        read_csv(write_csv(table), max_bytes=10**6),
        read_table(write_xlsx(table, "Ladder"), max_bytes=10**6),
    ):
        assert not import_sheet(table=read).changed
    assert Edition.objects.count() == 1


@settings(max_examples=15)
@given(documents())
def test_no_edition_is_changed_by_its_own_sheet(document):
    with transaction.atomic():
        edition = import_ladder(document=document, family="Engineering").edition
        before = content_of(edition)
        table = read_csv(write_csv(sheet_of(edition)), max_bytes=10**6)
        if len(table) > 1:
            assert not import_sheet(table=table).changed
        assert content_of(edition) == before
        transaction.set_rollback(True)


def test_a_statement_worded_anew_keeps_its_key(baker):
    before = content_of(baker).profiles[0].expectations[0]
    imported = import_sheet(table=changed(sheet_of(baker), 2, text="Weigh all flour"))
    after = draft_of(baker).profiles[0].expectations[0]
    assert (after.text, after.key) == ("Weigh all flour", before.key)
    assert str(imported.outcomes[0].counts) == "0 statements new, 1 changed, 0 removed"


def test_what_is_published_stays_as_it_is(baker):
    before = content_of(baker)
    import_sheet(table=changed(sheet_of(baker), 2, text="Weigh all flour"))
    assert content_of(baker) == before


def test_without_a_key_a_statement_is_known_by_its_words(baker):
    before = content_of(baker).profiles[0].expectations[0]
    import_sheet(table=changed(sheet_of(baker), 2, key="", examples="to the gram"))
    after = draft_of(baker).profiles[0].expectations[0]
    assert (after.examples, after.key) == (("to the gram",), before.key)


def test_a_sheet_without_keys_says_so(baker):
    table = tuple(row[:-1] for row in sheet_of(baker))
    imported = import_sheet(table=table)
    assert not imported.changed
    assert "There are no keys" in str(imported.warnings[0])


def test_rows_that_are_gone_are_statements_that_are_gone(baker):
    table = sheet_of(baker)
    import_sheet(table=(*table[:2], *table[3:]))
    assert [len(said) for said in texts(draft_of(baker)).values()] == [1, 2]


def test_a_row_more_is_a_statement_more_with_a_key_of_its_own(baker):
    before = {expected.key for profile in content_of(baker).profiles for expected in profile.expectations}
    new = ("baker", "Junior Baker", "Skill", "Craft", "expert in rye", "", "", "", "", "")
    import_sheet(table=(*sheet_of(baker), new))
    made = Expectation.objects.get(profile__edition__role=baker.role, text="expert in rye")
    assert made.key not in before
    assert (made.skill.name, made.proficiency, made.required) == ("Rye", 4, True)


def test_levels_that_the_sheet_does_not_name_stay(baker):
    table = changed(sheet_of(baker), 2, text="Weigh all flour")
    import_sheet(table=table[:3])
    assert texts(draft_of(baker))["Senior Baker"] == texts(content_of(baker))["Senior Baker"]


def test_a_statement_does_not_take_the_key_of_one_on_a_level_that_stays(baker):
    senior = content_of(baker).profiles[1].expectations[0]
    table = sheet_of(baker)
    import_sheet(table=(*table[:3], changed(table, 2, key="")[1]))
    keys = [expected.key for expected in draft_of(baker).profiles[0].expectations]
    assert senior.key not in keys


def test_the_order_of_the_rows_is_the_order_of_the_statements(baker):
    header, first, second, *rest = sheet_of(baker)
    imported = import_sheet(table=(header, second, first, *rest))
    assert texts(draft_of(baker))["Junior Baker"] == list(reversed(texts(content_of(baker))["Junior Baker"]))
    assert imported.outcomes[0].reordered == ("Junior Baker",)


def test_a_draft_that_is_there_is_written_in(baker):
    import_sheet(table=changed(sheet_of(baker), 2, text="Weigh all flour"))
    draft = Edition.objects.drafts().get()
    import_sheet(table=changed(sheet_of(draft), 2, text="Weigh it"))
    assert Edition.objects.drafts().get() == draft
    assert texts(content_of(draft))["Junior Baker"][0] == "Weigh it"


def test_one_sheet_may_change_several_roles(baker):
    other = LevelProfileFactory(edition__role__name="Cook", title="Cook")
    ExpectationFactory(profile=other, text="Stir")
    table = (*changed(sheet_of(baker), 2, text="Weigh it"), *changed(sheet_of(other.edition), 2, text="Stir it")[1:])
    imported = import_sheet(table=table)
    assert [outcome.role for outcome in imported.outcomes] == ["Baker", "Cook"]
    assert Edition.objects.drafts().count() == 2


def test_only_roles_that_change_get_a_draft(baker):
    other = LevelProfileFactory(edition__role__name="Cook", title="Cook")
    ExpectationFactory(profile=other, text="Stir")
    import_sheet(table=(*changed(sheet_of(baker), 2, text="Weigh it"), *sheet_of(other.edition)[1:]))
    assert Edition.objects.drafts().get().role == baker.role


def test_the_history_says_who_imported_what(baker):
    ruth = UserFactory()
    import_sheet(table=changed(sheet_of(baker), 2, text="Weigh it"), by=ruth, source="baker.csv")
    reason = "Imported from baker.csv: 0 statements new, 1 changed, 0 removed."
    for record in (Edition.history.first(), Expectation.history.first()):
        assert (record.history_user, record.history_change_reason) == (ruth, reason)


def test_a_role_that_has_no_levels_has_none_to_write_in():
    RoleFactory(name="Cook")
    with pytest.raises(UnreadableSheet, match="Cook has no level called “Senior”"):
        import_sheet(table=(HEADER, ("Cook", "Senior", "Skill", "", "Rye", "", "", "", "", "")))


def test_a_sheet_of_nothing_but_its_header_is_refused():
    with pytest.raises(UnreadableSheet, match="no rows"):
        import_sheet(table=(HEADER,))


def test_one_bad_row_and_nothing_is_changed(baker):
    with pytest.raises(UnreadableSheet, match="row 5"):
        import_sheet(table=changed(changed(sheet_of(baker), 2, text="Weigh it"), 5, kind="?"))
    assert Edition.objects.count() == 1


def test_a_crash_after_half_the_rows_leaves_nothing(baker, monkeypatch):
    other = LevelProfileFactory(edition__role__name="Cook", title="Cook")
    ExpectationFactory(profile=other, text="Stir")
    table = (*changed(sheet_of(baker), 2, text="Weigh it", skill=""), *sheet_of(other.edition)[1:])
    table = changed(table, len(table), kind="Skill", text="expert in stirring")
    write, written = sheet_importing.write_statements, []

    def crash(*arguments, **options):
        if written:
            raise RuntimeError
        written.append(write(*arguments, **options))

    monkeypatch.setattr(sheet_importing, "write_statements", crash)
    skills, records = Skill.objects.count(), Expectation.history.count()
    with pytest.raises(RuntimeError):
        import_sheet(table=table)
    assert written
    assert (Edition.objects.drafts().count(), Skill.objects.count()) == (0, skills)
    assert Expectation.history.count() == records


def test_the_number_of_queries_does_not_grow_with_the_rows(baker):
    def queries(rows):
        table = (
            *sheet_of(baker),
            *(("Baker", "Junior Baker", "Skill", "", f"x{n}", "", "", "", "", "") for n in range(rows)),
        )
        with CaptureQueriesContext(connection) as context, transaction.atomic():
            import_sheet(table=table)
            transaction.set_rollback(True)
        return len(context)

    assert queries(40) == queries(4) <= 50
