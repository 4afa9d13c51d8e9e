"""What publishing a draft would mean, and publishing it."""

from __future__ import annotations

from itertools import chain

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from paths.ladders.editions import ChangedMeanwhile, NoLevels, NotADraft, Review, publish, review
from paths.ladders.findings import address_of, findings
from paths.ladders.forms.ladder import PublishForm
from paths.ladders.models import Edition
from paths.ladders.signals import who_is_affected
from paths.ladders.telling import tell_all
from paths.ladders.versions import Step
from paths.ladders.views.drafts import find_edition, kept, refused
from paths.shared.desk import desk_answer, desk_page


@desk_page("paths.change_edition", "paths.publish_edition")
def edition_review(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Look at what a draft changes, for whom, and what is odd about it; publish it with a sentence."""
    draft = find_edition(edition_id)
    if refusal := kept(request, draft):
        return refusal
    looked_at = review(draft)
    form = PublishForm(request.POST or None, versions=_versions(looked_at), initial={"seen": looked_at.seen})
    if request.method != "POST":
        return _show(request, draft, looked_at, form)
    if not request.user.has_perm("paths.publish_edition"):
        raise PermissionDenied
    if looked_at.says_the_same or not form.is_valid():
        return _show(request, draft, looked_at, form, status=422)
    try:
        published = publish(draft=draft, by=request.user, **form.cleaned_data)
    except ChangedMeanwhile:
        return _look_again(request, find_edition(edition_id))
    except NoLevels:
        form.add_error(None, _("The ladder has no level yet, so nobody could stand on it. Add one, then publish."))
        return _show(request, draft, looked_at, form, status=422)
    except NotADraft:
        return refused(request, draft)
    messages.success(request, _("%(edition)s is published. It stands in the change log.") % {"edition": published})
    return redirect("admin:paths_role_change", draft.role_id)


def _look_again(request: HttpRequest, draft: Edition) -> HttpResponse:
    """The draft as it is now, with what was typed: somebody changed it since it was looked at."""
    said = _("Somebody changed this draft while you looked at it. Look again; nothing was published.")
    messages.warning(request, said)
    looked_at = review(draft)
    form = PublishForm({**request.POST.dict(), "seen": looked_at.seen}, versions=_versions(looked_at))
    return _show(request, draft, looked_at, form, status=409)


def _show(
    request: HttpRequest, draft: Edition, looked_at: Review, form: PublishForm, status: int = 200
) -> HttpResponse:
    answers = who_is_affected.send(Edition, draft=draft, published=looked_at.in_force, user=request.user)
    odd = findings(draft, request.user, content=looked_at.draft)
    context = {
        "title": _("%(role)s: review and publish") % {"role": draft.role.name},
        "edition": draft,
        "review": looked_at,
        "told": tell_all(looked_at.changes),
        "version": looked_at.version(),
        "form": form,
        "affected": list(chain.from_iterable(sentences for _receiver, sentences in answers)),
        "findings": [(finding, address_of(draft, finding)) for finding in odd],
        "may_publish": request.user.has_perm("paths.publish_edition"),
    }
    return desk_answer(request, "ladders/edition_review.html", context, status)


def _versions(looked_at: Review) -> list[tuple[Step, str]]:
    return [(step, looked_at.version(step)) for step in Step]
