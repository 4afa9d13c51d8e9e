"""The manager's answers, a page for each category; and the agreed ones, beside both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from paths.growth.access import keeps_unsent, personal_page, sent_or_unsent, too_late
from paths.growth.answering import VOICE_WRITTEN, note_opening
from paths.growth.choices import ConversationState, Voice
from paths.growth.forms.answers import AnswerForm
from paths.growth.readers import who_sees_conversation
from paths.growth.standing import NO_ANSWER, Row, Step
from paths.growth.views.conversation import page_context
from paths.growth.views.conversation_found import Found, find_conversation
from paths.growth.views.conversation_rows import (
    Unsaved,
    as_row,
    save_row,
    save_rows,
    still_unsaved,
    voice_rows,
    words_unsaved,
)
from paths.shared.pages import vary


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_answer(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """One category for the manager to answer: GET shows its rows, POST saves them all and goes on."""
    found = find_conversation(request, pk, to_write=True)
    standing = found.heard.standing(Voice.MANAGER)
    here, sent = standing.step(str(step)), sent_or_unsent(request)
    if found.conversation.state != ConversationState.SHARED or here is None:
        return cannot_answer(request, found, sent)
    note_opening(conversation=found.conversation, user=request.user)
    unsaved, status = {}, 200
    if request.method == "POST":
        unsaved = save_rows(found, Voice.MANAGER, here.rows, request.POST)
        if not unsaved:
            return redirect(address_after(pk, standing.steps, here))
        status = status_of(unsaved)
    elif sent:
        unsaved = still_unsaved(here.rows, sent, signed_out())
    context = {
        "found": found,
        "conversation": found.conversation,
        "title": found.heard.title,
        "sees": who_sees_conversation(found.conversation, viewer=request.user),
        "step": here,
        "steps": standing.steps,
        "rows": voice_rows(found, here.rows, unsaved),
        "is_unsaved": bool(unsaved),
        "is_last": here == standing.steps[-1],
    }
    return render(request, "growth/conversation_answer.html", context, status=status)


def cannot_answer(request: HttpRequest, found: Found, sent: QueryDict | None) -> HttpResponse:
    """Lead to where it can be read; what was sent and is not saved is shown first."""
    if sent is None:
        return redirect(found.conversation)
    why = _("Your answers are sent: they stay as they are. Nothing was saved.")
    words = words_unsaved(rows_said(found, Voice.MANAGER), sent)
    return too_late(request, words, why, back=found.conversation.get_absolute_url())


def rows_said(found: Found, voice: Voice) -> list[Row]:
    """Every statement with what that voice said of it."""
    said = found.heard.of(voice)
    return [Row(each, said.get(each.key, NO_ANSWER)) for each in found.heard.expectations]


def signed_out() -> str:
    """Why a row is not saved that was sent without a session."""
    return _("Not saved yet. You were signed out before this was saved.")


@personal_page
@require_POST
def conversation_row(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Save one answer of the manager, or what is agreed. 422: why it cannot be saved."""
    found = find_conversation(request, pk, to_write=True)
    voice = VOICE_WRITTEN.get(ConversationState(found.conversation.state))
    expected = next((each for each in found.heard.expectations if each.key == key), None)
    if expected is None:
        raise Http404(_("This assessment does not ask that."))
    row = Row(expected, found.heard.of(voice).get(key, NO_ANSWER) if voice else NO_ANSWER)
    form = AnswerForm(row, request.POST)
    if voice and form.typed("voice") not in ("", voice):
        # The answers were sent since: what was meant as one is not what both agree on.
        voice = None
    unsaved = save_row(found, voice, row, form)
    if not request.htmx:  # type: ignore[attr-defined]
        if unsaved:
            messages.error(request, _("That answer was not saved. Look at it here and give it again."))
        return redirect(found.conversation)
    context: dict[str, Any] = {"conversation": found.conversation, "is_agreeing": voice is Voice.AGREED}
    if unsaved:
        context |= {"row": as_row(row, {}, unsaved)}
        return render(request, "growth/_voice_state.html", context, status=409 if unsaved.other else 422)
    if form.cleaned_data["take"] or form.cleaned_data["clear"]:
        return render_whole(request, found, row if form.cleaned_data["take"] else Row(expected, form.answer), context)
    context |= {"row": as_row(Row(expected, form.answer), {}, is_saved=True)}
    return vary(render(request, "growth/_voice_state.html", context))


def render_whole(request: HttpRequest, found: Found, row: Row, context: dict[str, Any]) -> HttpResponse:
    """The row anew, as its fields hold something else now."""
    ((now, word, evidence),) = voice_rows(found, [row], {})
    sees = who_sees_conversation(found.conversation, viewer=request.user)  # type: ignore[arg-type]
    context |= {"row": now, "word": word, "evidence": evidence, "sees": sees}
    template = "growth/_voice_agreed.html" if context["is_agreeing"] else "growth/_voice_row.html"
    return reswap(retarget(vary(render(request, template, context)), f"#row-{now.id}"), "outerHTML")


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """POST saves everything that is agreed, as the page has it. GET: what its writer wrote while signed out."""
    found = find_conversation(request, pk, to_write=True)
    sent, rows = sent_or_unsent(request), rows_said(found, Voice.AGREED)
    if sent is None:
        return redirect(found.conversation)
    if found.conversation.state != ConversationState.ANSWERED:
        why = _("This is not open for agreeing. Nothing was saved.")
        return too_late(request, words_unsaved(rows, sent), why, back=found.conversation.get_absolute_url())
    if request.method != "POST":
        unsaved = still_unsaved(rows, sent, signed_out())
        return render(request, "growth/conversation.html", page_context(request, found, unsaved=unsaved))
    unsaved = save_rows(found, Voice.AGREED, rows, sent)
    if unsaved:
        context = page_context(request, found, unsaved=unsaved)
        return render(request, "growth/conversation.html", context, status=status_of(unsaved))
    messages.success(request, _("Saved."))
    return redirect(found.conversation)


def status_of(unsaved: Mapping[UUID, Unsaved]) -> int:
    """409 if something was saved elsewhere meanwhile, 422 if what was sent cannot be."""
    return 409 if any(each.other for each in unsaved.values()) else 422


def address_after(pk: int, steps: tuple[Step, ...], here: Step) -> str:
    """Where the manager goes on after saving a step."""
    after = next(iter(steps[steps.index(here) + 1 :]), None)
    return reverse("conversation_answer", args=[pk, after.slug]) if after else reverse("conversation", args=[pk])
