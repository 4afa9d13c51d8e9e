"""A published edition never changes, whichever way somebody tries."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from paths.ladders.choices import AdviceKind, EditionStatus, Place, SectionForm
from paths.ladders.drafts import discard_draft, open_draft
from paths.ladders.editions import NotADraft, publish
from paths.ladders.models import (
    Advice,
    CustomSection,
    Edition,
    Expectation,
    InterviewQuestion,
    LevelProfile,
    PortfolioProject,
    RoadmapStage,
    TimeShare,
    Transition,
)
from paths.shared import guards
from tests.factories import EditionFactory, ExpectationFactory, LevelFactory, LevelProfileFactory, UserFactory

CHILDREN = [
    LevelProfile,
    Expectation,
    TimeShare,
    PortfolioProject,
    RoadmapStage,
    InterviewQuestion,
    Advice,
    Transition,
    CustomSection,
]


@pytest.fixture
def published(guarded):
    """A published edition that says something in every way there is."""
    draft = EditionFactory(draft=True)
    profile = LevelProfileFactory(edition=draft)
    ExpectationFactory(profile=profile)
    TimeShare.objects.create(profile=profile, activity="Baking")
    PortfolioProject.objects.create(profile=profile, text="A cake")
    RoadmapStage.objects.create(edition=draft, title="First")
    InterviewQuestion.objects.create(edition=draft, text="Why bread?")
    Advice.objects.create(edition=draft, kind=AdviceKind.NETWORKING, text="Meet bakers")
    Transition.objects.create(edition=draft, source="Baker", target="Cook")
    CustomSection.objects.create(edition=draft, place=Place.TITLE, form=SectionForm.TEXT, body="Bread")
    return publish(draft=draft, by=UserFactory(), note="The first.")


def refused(act):
    with pytest.raises(IntegrityError, match=r"never changes|stays as it is"), transaction.atomic():
        act()
    return True


@pytest.mark.parametrize("model", CHILDREN, ids=lambda model: model.__name__)
def test_what_it_says_cannot_be_changed_removed_or_added_to(published, model):
    row = model.objects.get()
    assert refused(lambda: model.objects.update(id=row.pk + 1000))
    assert refused(row.save)
    assert refused(row.delete)
    row.pk = None
    assert refused(lambda: row.save(force_insert=True))
    assert model.objects.count() == 1


@pytest.mark.parametrize("model", CHILDREN, ids=lambda model: model.__name__)
def test_sql_cannot_either(published, model):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        assert refused(lambda: cursor.execute(f"DELETE FROM {table}"))
        assert refused(lambda: cursor.execute(f"UPDATE {table} SET id = id + 1"))


@pytest.mark.parametrize(
    "change",
    [
        {"overview": "Other"},
        {"major": 7},
        {"change_note": "Other"},
        {"status": EditionStatus.DRAFT},
        {"published_at": timezone.now()},
        {"published_by": None, "overview": "Other"},
    ],
    ids=lambda change: " and ".join(change),
)
def test_the_edition_itself_cannot_be_changed(published, change):
    assert refused(lambda: Edition.objects.filter(pk=published.pk).update(**change))


def test_it_cannot_be_deleted(published):
    assert refused(published.delete)
    with pytest.raises(ProtectedError):
        published.role.delete()
    with pytest.raises(NotADraft):
        discard_draft(draft=published, by=None)


def test_a_statement_of_a_draft_cannot_be_moved_into_it(published):
    draft = open_draft(role=published.role, by=None)
    row = Expectation.objects.get(profile__edition=draft)
    row.profile = published.profiles.get()
    assert refused(row.save)


def test_it_can_become_history_and_never_come_back(published):
    draft = open_draft(role=published.role, by=None)
    publish(draft=draft, by=None, note="The second.")
    published.refresh_from_db()
    assert published.status == EditionStatus.SUPERSEDED
    for status in (EditionStatus.PUBLISHED, EditionStatus.DRAFT):
        assert refused(lambda status=status: Edition.objects.filter(pk=published.pk).update(status=status))


def test_who_published_it_can_be_forgotten_and_nobody_else_put_in_their_place(published):
    other = UserFactory()
    assert refused(lambda: Edition.objects.filter(pk=published.pk).update(published_by=other))
    published.published_by.delete()
    published.refresh_from_db()
    assert published.published_by is None


def test_a_draft_can_be_written_in_and_discarded(published):
    draft = open_draft(role=published.role, by=None)
    Expectation.objects.filter(profile__edition=draft).update(text="Other")
    LevelProfileFactory(edition=draft, level=LevelFactory(role=published.role))
    discard_draft(draft=draft, by=None)
    assert Edition.objects.get() == published


def test_history_can_only_be_added_to(published):
    record = published.history.latest()
    record.overview = "Other"
    assert refused(record.save)
    assert refused(record.delete)
    assert refused(lambda: Edition.history.update(history_user=UserFactory()))
    assert refused(lambda: Expectation.history.all().delete())


def test_a_user_who_is_removed_is_forgotten_in_the_history(published):
    published.published_by.delete()
    assert published.history.latest().history_user is None


@pytest.fixture
def migrating(guarded):
    """`with migrating():` is what happens around a run of migrations."""

    @contextmanager
    def migrating():
        emit_pre_migrate_signal(0, False, "default")
        yield
        emit_post_migrate_signal(0, False, "default")

    guards.keep_through_migrations()
    yield migrating
    guards.leave_migrations_alone()


@pytest.mark.django_db(transaction=True)
def test_guards_stay_through_migrations(migrating):
    call_command("migrate", "paths", "0004", verbosity=0)
    call_command("migrate", verbosity=0)
    edition = EditionFactory()
    assert refused(lambda: Edition.objects.filter(pk=edition.pk).update(overview="Other"))


@pytest.mark.django_db(transaction=True)
def test_guards_stay_where_a_migration_makes_their_table_anew(migrating):
    before = Edition._meta.get_field("change_note")
    after = before.clone()
    after.set_attributes_from_name("change_note")
    after.null = True
    with migrating(), connection.schema_editor() as editor:
        editor.alter_field(Edition, before, after)
        editor.alter_field(Edition, after, before)
    edition = EditionFactory()
    assert refused(lambda: Edition.objects.filter(pk=edition.pk).update(overview="Other"))


@pytest.mark.django_db(transaction=True)
def test_guards_wait_while_a_table_of_theirs_is_not_there_yet(migrating):
    with migrating(), connection.schema_editor() as editor:
        editor.delete_model(Transition)
    edition = EditionFactory()
    Edition.objects.filter(pk=edition.pk).update(overview="Other")
    with migrating(), connection.schema_editor() as editor:
        editor.create_model(Transition)
    assert refused(lambda: Edition.objects.filter(pk=edition.pk).update(overview="Another"))
