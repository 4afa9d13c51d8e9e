"""A draft: opened, its levels put in order, its sections written, thrown away."""

import re

import pytest
from django.urls import reverse

from paths.ladders.choices import AdviceKind, EditionStatus
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.forms.sections import SECTIONS
from paths.ladders.models import (
    Advice,
    CustomSection,
    Edition,
    Expectation,
    InterviewQuestion,
    Level,
    LevelProfile,
    PortfolioProject,
    RoadmapStage,
    TimeShare,
    Transition,
)
from paths.ladders.reading import content_of
from paths.ladders.versions import fingerprint
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory, UserFactory
from tests.ladders.typing_in import field_where, fields_of, row_with
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    """Edition 1.0 of the baker, with two levels and a bit of everything."""
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"), overview="Bakes.")
    junior = LevelProfileFactory(edition=edition, rank=1, title="Junior Baker", level__slug="junior")
    senior = LevelProfileFactory(edition=edition, rank=2, title="Senior Baker", level__slug="senior")
    ExpectationFactory(profile=junior)
    ExpectationFactory(profile=senior, of_skill=True, grows_from=None, examples="Rye\nSpelt")
    TimeShare.objects.create(profile=senior, activity="Baking", percent=60)
    RoadmapStage.objects.create(edition=edition, title="First", focus="Bread")
    InterviewQuestion.objects.create(edition=edition, text="Why bread?", level=senior.level)
    Advice.objects.create(edition=edition, kind=AdviceKind.NETWORKING, text="Meet bakers")
    Transition.objects.create(edition=edition, source="Baker", target="Cook")
    CustomSection.objects.create(edition=edition, profile=senior, place="summary", form="text", body="Early hours.")
    return edition


@pytest.fixture
def draft(published):
    return open_draft(role=published.role, by=None)


@pytest.fixture
def editor():
    return browser_of("hr_editor")


def page(edition):
    return reverse("admin:edition_edit", args=[edition.pk])


def levels(edition):
    return [(p.rank, p.title) for p in LevelProfile.objects.filter(edition=edition).order_by("rank", "pk")]


def test_a_copy_says_the_same_and_keeps_every_key(published, draft):
    assert fingerprint(content_of(draft)) == fingerprint(content_of(published))
    keys = [
        set(Expectation.objects.filter(profile__edition=e).values_list("key", flat=True)) for e in (published, draft)
    ]
    assert keys[0] == keys[1]


def test_editing_opens_the_one_draft_there_is(editor, published):
    address = reverse("admin:edition_open", args=[published.role_id])
    first = editor.post(address)
    assert editor.post(address).url == first.url
    assert Edition.objects.drafts().count() == 1
    assert editor.get(address).status_code == 405


def test_a_role_without_any_edition_begins_with_an_empty_draft(editor):
    role = RoleFactory()
    assert editor.post(reverse("admin:edition_open", args=[role.pk])).status_code == 302
    assert levels(Edition.objects.drafts().get(role=role)) == []


def test_a_ladder_is_rolled_back_by_a_draft_of_an_old_edition(editor, published, draft):
    Expectation.objects.filter(profile__edition=draft).update(text="Other")
    publish(draft=draft, by=None, note="Otherwise.")
    response = editor.post(reverse("admin:edition_open", args=[published.role_id]), {"like": published.pk})
    again = Edition.objects.drafts().get()
    assert response.url == page(again)
    assert fingerprint(content_of(again)) == fingerprint(content_of(published))


def test_a_draft_that_is_there_is_not_overwritten_by_a_roll_back(editor, published, draft):
    Expectation.objects.filter(profile__edition=draft).update(text="Other")
    response = editor.post(reverse("admin:edition_open", args=[published.role_id]), {"like": published.pk}, follow=True)
    assert "has a draft already" in response.content.decode()
    assert not Expectation.objects.filter(profile__edition=draft).exclude(text="Other").exists()


def test_levels_are_added_reordered_forked_and_removed_without_touching_what_is_published(editor, published, draft):
    fields = fields_of(editor.get(page(draft)))
    fields = fields_of(editor.post(page(draft), fields | {"add": "levels"}))
    fields["levels-2-title"] = "Head Baker"
    fields[row_with(fields, "Junior Baker") + "DELETE"] = "on"
    fields["levels-2-beside"] = "on"
    assert editor.post(page(draft), fields).status_code == 302
    assert levels(draft) == [(1, "Senior Baker"), (1, "Head Baker")]
    assert Level.objects.get(slug="head").profiles.get().title == "Head Baker"
    assert levels(published) == [(1, "Junior Baker"), (2, "Senior Baker")]
    assert Level.objects.filter(slug="junior").exists(), "people stand on it and other editions describe it"


def test_a_level_that_was_left_out_can_be_put_back(editor, published, draft):
    fields = fields_of(editor.get(page(draft)))
    editor.post(page(draft), fields | {"levels-1-DELETE": "on"})
    shown = editor.get(page(draft)).content.decode()
    assert "that this draft leaves out" in shown
    senior = published.profiles.get(title="Senior Baker")
    assert editor.post(reverse("admin:level_restore", args=[draft.pk, senior.pk])).status_code == 302
    assert (2, "Senior Baker") in levels(draft)
    again = draft.profiles.get(title="Senior Baker")
    assert again.expectations.get().key == senior.expectations.get().key
    assert again.time_shares.get().activity == "Baking"


def leave_out(editor, draft, title):
    fields = fields_of(editor.get(page(draft)))
    assert editor.post(page(draft), fields | {row_with(fields, title) + "DELETE": "on"}).status_code == 302


def save_untouched(editor, draft, section):
    address = reverse("admin:edition_section", args=[draft.pk, section])
    assert editor.post(address, fields_of(editor.get(address))).status_code == 302


def put_back(editor, draft, profile):
    assert editor.post(reverse("admin:level_restore", args=[draft.pk, profile.pk])).status_code == 302


def test_a_level_that_is_put_back_says_all_that_it_said(editor, published, draft):
    senior = published.profiles.get(title="Senior Baker")
    PortfolioProject.objects.create(profile=draft.profiles.get(level=senior.level), text="Gone with the level")
    leave_out(editor, draft, "Senior Baker")
    for section in SECTIONS:
        save_untouched(editor, draft, section)
    put_back(editor, draft, senior)
    assert fingerprint(content_of(draft)) == fingerprint(content_of(published))


def test_questions_that_went_after_their_level_come_back_with_it(editor, published, draft):
    leave_out(editor, draft, "Senior Baker")
    InterviewQuestion.objects.filter(edition=draft).delete()
    put_back(editor, draft, published.profiles.get(title="Senior Baker"))
    assert fingerprint(content_of(draft)) == fingerprint(content_of(published))


def test_a_question_that_is_asked_of_anybody_by_now_is_not_asked_twice(editor, published, draft):
    leave_out(editor, draft, "Senior Baker")
    InterviewQuestion.objects.filter(edition=draft).update(level=None)
    put_back(editor, draft, published.profiles.get(title="Senior Baker"))
    assert InterviewQuestion.objects.get(edition=draft).level is None


def test_a_question_keeps_the_level_that_the_draft_leaves_out_until_somebody_chooses_another(editor, published, draft):
    senior = published.profiles.get(title="Senior Baker").level
    leave_out(editor, draft, "Senior Baker")
    address = reverse("admin:edition_section", args=[draft.pk, "interview"])
    shown = editor.get(address)
    assert "Senior Baker (not in this draft)" in shown.content.decode()
    save_untouched(editor, draft, "interview")
    assert InterviewQuestion.objects.get(edition=draft).level == senior
    assert editor.post(address, fields_of(shown) | {"rows-0-level_id": ""}).status_code == 302
    assert InterviewQuestion.objects.get(edition=draft).level is None
    assert "not in this draft" not in editor.get(address).content.decode()


def test_a_question_of_a_level_that_is_left_out_is_warned_of(editor, published, draft):
    review = reverse("admin:edition_review", args=[draft.pk])
    assert "is for a level that this ladder does not have" not in editor.get(review).content.decode()
    leave_out(editor, draft, "Senior Baker")
    assert "“Why bread?” is for a level that this ladder does not have." in editor.get(review).content.decode()


def test_a_level_of_the_same_title_is_the_level_it_was(editor, published, draft):
    fields = fields_of(editor.get(page(draft)))
    editor.post(page(draft), fields | {"levels-1-DELETE": "on"})
    fields = fields_of(editor.get(page(draft)))
    fields = fields_of(editor.post(page(draft), fields | {"add": "levels"}))
    editor.post(page(draft), fields | {"levels-1-title": "Senior Baker"})
    assert draft.profiles.get(title="Senior Baker").level == published.profiles.get(title="Senior Baker").level


def test_a_level_without_a_title_is_a_mistake(editor, draft):
    fields = fields_of(editor.get(page(draft)))
    response = editor.post(page(draft), fields | {"levels-0-title": " "})
    assert response.status_code == 422
    assert "Give the level a title" in response.content.decode()


def test_two_editors_of_the_first_page_see_both_versions(editor, draft):
    fields = fields_of(editor.get(page(draft)))
    row = Edition.objects.get(pk=draft.pk)
    row.overview, row._history_user = "Bakes at night.", UserFactory()
    row.save()
    response = editor.post(page(draft), fields | {"overview": "Bakes by day."})
    assert response.status_code == 409
    body = response.content.decode()
    assert "Bakes at night." in body
    assert "saved it last" in body
    assert editor.post(page(draft), fields_of(response)).status_code == 302
    draft.refresh_from_db()
    assert draft.overview == "Bakes by day."


def named_in(response):
    """Whom the page names as the one who saved last, "" for nobody."""
    assert response.status_code == 409
    found = re.search(r"<p>([^<]*) saved it last, at", response.content.decode())
    return found[1] if found else ""


def test_who_changed_the_levels_is_named_and_not_who_opened_the_draft(published):
    cy, bob = browser_of("hr_editor", name="Cy"), browser_of("hr_editor", name="Bob")
    cy.post(reverse("admin:edition_open", args=[published.role_id]))
    address = page(Edition.objects.drafts().get())
    mine, theirs = fields_of(cy.get(address)), fields_of(bob.get(address))
    assert bob.post(address, theirs | {field_where(theirs, "Senior Baker"): "Head Baker"}).status_code == 302
    assert named_in(cy.post(address, mine | {"overview": "Bakes at night."})) == "Bob"


def test_nobody_is_named_where_nobody_is_known_to_have_saved(published):
    cy = browser_of("hr_editor", name="Cy")
    cy.post(reverse("admin:edition_open", args=[published.role_id]))
    draft = Edition.objects.drafts().get()
    mine = fields_of(cy.get(page(draft)))
    Edition.objects.filter(pk=draft.pk).update(overview="Bakes by machine.")
    assert named_in(cy.post(page(draft), mine | {"overview": "Bakes at night."})) == ""


@pytest.mark.parametrize("change", [{"rows-0-DELETE": "on"}, {"rows-0-ORDER": "9"}, {"rows-0-text": "Why rye?"}])
def test_who_changed_a_row_of_a_section_is_named(published, change):
    InterviewQuestion.objects.create(edition=published, text="Why cake?", position=1)
    cy, bob = browser_of("hr_editor", name="Cy"), browser_of("hr_editor", name="Bob")
    cy.post(reverse("admin:edition_open", args=[published.role_id]))
    address = reverse("admin:edition_section", args=[Edition.objects.drafts().get().pk, "interview"])
    mine, theirs = fields_of(cy.get(address)), fields_of(bob.get(address))
    assert bob.post(address, theirs | change).status_code == 302
    assert named_in(cy.post(address, mine | {"rows-1-text": "Why tea?"})) == "Bob"


def test_what_is_published_is_only_looked_at(editor, published):
    shown = editor.get(page(published)).content.decode()
    assert "A published edition never changes" in shown
    response = editor.post(page(published), {"overview": "Other"}, follow=True)
    assert "Nothing was saved" in response.content.decode()
    for section in SECTIONS:
        assert editor.get(reverse("admin:edition_section", args=[published.pk, section])).status_code == 302


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_saved_as_it_is_says_the_same(editor, draft, section):
    before = fingerprint(content_of(draft))
    address = reverse("admin:edition_section", args=[draft.pk, section])
    assert editor.post(address, fields_of(editor.get(address))).status_code == 302
    assert fingerprint(content_of(draft)) == before


@pytest.mark.parametrize(
    ("section", "before", "after", "model", "field"),
    [
        ("roadmap", "Bread", "Cake", RoadmapStage, "focus"),
        ("interview", "Why bread?", "Why cake?", InterviewQuestion, "text"),
        ("advice", "Meet bakers", "Meet cooks", Advice, "text"),
        ("transitions", "Cook", "Chef", Transition, "target"),
        ("custom", "Early hours.", "Late hours.", CustomSection, "body"),
    ],
)
def test_a_section_is_written_with_a_history(editor, draft, section, before, after, model, field):
    address = reverse("admin:edition_section", args=[draft.pk, section])
    fields = fields_of(editor.get(address))
    fields[field_where(fields, before)] = after
    assert editor.post(address, fields).status_code == 302
    row = model.objects.get(edition=draft)
    assert getattr(row, field) == after
    assert getattr(row.history.latest().prev_record, field) == before


def test_a_row_of_a_section_is_added_without_scripts(editor, draft):
    address = reverse("admin:edition_section", args=[draft.pk, "advice"])
    fields = fields_of(editor.post(address, fields_of(editor.get(address)) | {"add": "rows"}))
    refused = editor.post(address, fields | {"rows-1-kind": "negotiation", "rows-1-examples": "Ask"})
    assert refused.status_code == 422
    assert "Write a lead, a text or both" in refused.content.decode()
    assert editor.post(address, fields | {"rows-1-kind": "negotiation", "rows-1-text": "Ask"}).status_code == 302
    assert list(draft.advice.order_by("position").values_list("text", flat=True)) == ["Meet bakers", "Ask"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"rows-0-profile_id": ""}, "Say which level"),
        ({"rows-0-place": "title"}, "after a part of that level"),
        ({"rows-0-heading": "Hours"}, "Text without a heading has none"),
        ({"rows-0-form": "label"}, "Write a heading"),
        ({"rows-0-profile_id": "999999"}, "Select a valid choice"),
    ],
)
def test_mistakes_in_other_sections_are_explained(editor, draft, changed, says):
    address = reverse("admin:edition_section", args=[draft.pk, "custom"])
    response = editor.post(address, fields_of(editor.get(address)) | changed)
    assert response.status_code == 422
    assert says in response.content.decode()


def test_two_editors_of_a_section_see_both_versions(editor, draft):
    address = reverse("admin:edition_section", args=[draft.pk, "transitions"])
    fields = fields_of(editor.get(address))
    Transition.objects.filter(edition=draft).update(target="Chef")
    response = editor.post(address, fields | {"rows-0-target": "Waiter"})
    assert response.status_code == 409
    assert "Chef" in response.content.decode()
    assert editor.post(address, fields_of(response)).status_code == 302
    assert Transition.objects.get(edition=draft).target == "Waiter"


def test_a_draft_is_thrown_away_only_after_asking(editor, draft):
    address = reverse("admin:edition_discard", args=[draft.pk])
    assert "will be gone" in editor.get(address).content.decode()
    assert Edition.objects.drafts().exists()
    assert editor.post(address).status_code == 302
    assert not Edition.objects.drafts().exists()
    assert Edition.history.filter(id=draft.pk, history_type="-").exists()


def test_everything_that_was_changed_is_told(editor, draft):
    fields = fields_of(editor.get(page(draft)))
    editor.post(page(draft), fields | {"overview": "Bakes at night."})
    level = draft.profiles.get(title="Senior Baker")
    address = reverse("admin:level_edit", args=[draft.pk, level.level_id])
    fields = fields_of(editor.get(address))
    fields[field_where(fields, "Baking")] = "Baking bread"
    editor.post(address, fields)
    told = editor.get(reverse("admin:edition_history", args=[draft.pk])).content.decode()
    for said in ("Opened as a copy of 1.0.", "Bakes.", "Bakes at night.", "Baking bread", "Time share changed"):
        assert said in told
    assert "copied" not in told


def test_the_history_takes_as_many_queries_however_long_it_is(editor, draft, django_assert_num_queries):
    address = reverse("admin:edition_history", args=[draft.pk])
    counts = []
    for _ in range(2):
        with django_assert_num_queries(18):
            counts.append(editor.get(address).content)
        for n in range(40):
            Edition.objects.get(pk=draft.pk).save()
            row = Expectation.objects.filter(profile__edition=draft).first()
            row.text, row._history_user = f"Text {n}", UserFactory()
            row.save()
    assert counts[0] != counts[1]


def test_a_role_shows_what_is_in_force_the_draft_and_its_history(editor, published, draft):
    shown = editor.get(reverse("admin:paths_role_change", args=[published.role_id])).content.decode()
    for said in ("Open the draft", "Review and publish", page(published), "1.0"):
        assert said in shown
    listed = editor.get(reverse("admin:paths_role_changelist")).content.decode()
    assert page(draft) in listed


@pytest.mark.parametrize(("publish_it", "leads"), [(True, True), (False, False)])
def test_a_role_leads_to_the_site_only_where_it_stands_there(editor, publish_it, leads):
    role = LevelProfileFactory(edition=EditionFactory(draft=not publish_it)).edition.role
    shown = editor.get(reverse("admin:paths_role_change", args=[role.pk])).content.decode()
    assert ("viewsitelink" in shown) == leads
    assert reverse("admin:paths_role_history", args=[role.pk]) in shown, "its history is there all the same"


def test_a_role_that_was_published_cannot_be_deleted(published):
    address = reverse("admin:paths_role_delete", args=[published.role_id])
    assert browser_of("administrator").post(address, {"post": "yes"}).status_code == 403


def test_what_is_being_written_is_nobody_elses_business(draft):
    for name in ("edition_edit", "edition_review", "edition_history", "edition_discard"):
        for visitor in ("compensation", "hr_partner"):
            assert browser_of(visitor).get(reverse(f"admin:{name}", args=[draft.pk])).status_code == 403, (
                name,
                visitor,
            )
    assert Edition.objects.get(pk=draft.pk).status == EditionStatus.DRAFT
