"""Writing evidence down, and writing it otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from paths.growth.access import keeps_unsent, sent_or_unsent
from paths.growth.forms.evidence import EvidenceForm
from paths.growth.meanwhile import SavedMeanwhile, evidence_said, keys_shown, seal_of
from paths.growth.models import Evidence
from paths.growth.planning import keep_evidence
from paths.growth.readers import who_sees
from paths.growth.statements import statements_around, statements_named
from paths.growth.views.plan import Difference, differences, own_page, seal_sent, shown_again
from paths.people.models import Employee
from paths.people.papers import PRIVATE


@keeps_unsent
@own_page
def evidence_add(request: HttpRequest, employee: Employee) -> HttpResponse:
    """Write something down. `key` in the address ticks a statement, `next` says where to go back to."""
    sent = sent_or_unsent(request)
    if sent is None:
        form = EvidenceForm(initial={"keys": _keys(request)}, instance=Evidence(employee=employee))
        return _show(request, employee, form)
    form = EvidenceForm(sent, instance=Evidence(employee=employee))
    if not form.is_valid() or request.method != "POST":
        return _show(request, employee, form, **shown_again(request))
    keep_evidence(evidence=form.instance, keys=form.cleaned_data["keys"])
    messages.success(request, _("Your evidence is saved. Only you can see it."))
    return redirect(_next(request, sent) or "evidence")


@keeps_unsent
@own_page
def evidence_edit(request: HttpRequest, employee: Employee, pk: int) -> HttpResponse:
    """Write it otherwise. 409: it was saved in another window since, and both are shown."""
    there = Evidence.objects.visible_to(request.user).filter(pk=pk).first()
    sent = sent_or_unsent(request)
    if there is None:
        return _gone(request, employee, sent)
    if sent is None:
        shown = keys_shown(there)
        form = EvidenceForm(instance=there, initial={"keys": shown})
        return _show(request, employee, form, was=_seal(there, shown))
    was = seal_sent(sent)
    form = EvidenceForm(sent, instance=there)
    if not form.is_valid() or request.method != "POST":
        return _show(request, employee, form, was=was, **shown_again(request))
    try:
        keep_evidence(evidence=form.instance, keys=form.cleaned_data["keys"], seen=was)
    except SavedMeanwhile as error:
        shown = keys_shown(error.there)
        told = {"was": _seal(error.there, shown), "conflict": _differences(form, error.there, shown)}
        return _show(request, employee, form, status=409, **told)
    except Evidence.DoesNotExist:
        return _gone(request, employee, sent)
    messages.success(request, _("Your evidence is saved."))
    return redirect("evidence")


def _gone(request: HttpRequest, employee: Employee, sent: QueryDict | None) -> HttpResponse:
    """What was typed into evidence that is not there any more, to be added anew. Raises Http404 if nothing was."""
    if sent is None:
        raise Http404
    form = EvidenceForm(sent, instance=Evidence(employee=employee))
    form.full_clean()
    return _show(request, employee, form, is_gone=True, status=404)


def _show(
    request: HttpRequest, employee: Employee, form: EvidenceForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The form, with the statements to choose from: those around one's level, and others that are ticked."""
    levels = statements_around(employee)
    there = {statement.key for level in levels for _title, group in level.groups for statement in group}
    chosen = form.chosen
    others = statements_named([key for key in chosen if key not in there])
    context = {
        "form": form,
        "levels": levels,
        "others": tuple(others.values()),
        "chosen": chosen,
        "next": _next(request, form.data),
        "was": "",
        "conflict": None,
        "sees": who_sees(PRIVATE, employee, viewer=request.user),
    }
    return render(request, "growth/evidence_form.html", context | more, status=status)


def _seal(evidence: Evidence, shown: Collection[UUID]) -> str:
    return seal_of("evidence", evidence.pk, evidence_said(evidence, shown))


def _differences(form: EvidenceForm, there: Evidence, shown: Collection[UUID]) -> tuple[Difference, ...]:
    here, chosen = form.instance, set(form.cleaned_data["keys"])
    named = statements_named(chosen | set(shown))

    def texts(keys: Collection[UUID]) -> str:
        return "\n".join(named[key].text for key in sorted(keys) if key in named) or _("nothing")

    return differences(
        [
            (capfirst(form["text"].label), there.text, here.text),
            (capfirst(form["happened_on"].label), *(date_format(each.happened_on, "j F Y") for each in (there, here))),
            (capfirst(form["link"].label), there.link or _("none"), here.link or _("none")),
            (_("What it shows"), texts(shown), texts(chosen)),
        ]
    )


def _keys(request: HttpRequest) -> list[UUID]:
    """The statements that the address names; what is no key is passed over."""
    found = []
    for text in request.GET.getlist("key")[:20]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _next(request: HttpRequest, sent: Mapping[str, Any]) -> str:
    """Where to go afterwards, if it is a page of this site."""
    path = sent.get("next") or request.GET.get("next") or ""
    return path if url_has_allowed_host_and_scheme(path, None, require_https=request.is_secure()) else ""
