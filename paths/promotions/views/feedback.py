"""What a colleague was asked: the items they were asked about, whose case it is, and nothing else of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from paths.growth.access import keeps_unsent, personal_page, sent_or_unsent
from paths.people.papers import has_left
from paths.promotions.asking import give_feedback
from paths.promotions.casework import NotAllowed
from paths.promotions.choices import FeedbackState
from paths.promotions.forms.colleagues import AnswerForm
from paths.promotions.models import FeedbackRequest, PromotionRule
from paths.promotions.readers import is_seen_by_subject


@keeps_unsent
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, once; then read one's own answer. What is no longer needed is explained."""
    asked = _find(request, pk)
    items = list(asked.items.all())
    sent = sent_or_unsent(request)
    if sent is not None and asked.state != FeedbackState.ASKED:
        return _gone(request, asked, sent)
    form = AnswerForm(sent, items=items)
    if request.method != "POST":
        return _page(request, asked, form, is_unsent=sent is not None)
    if not form.is_valid():
        return _page(request, asked, form, status=422)
    try:
        give_feedback(request=asked, by=request.user, texts=form.texts)  # type: ignore[arg-type]
    except NotAllowed:
        return _gone(request, _find(request, pk), request.POST)
    messages.success(request, _("Thank you. Your answer stands in the case, with your name."))
    return redirect("feedback", pk)


def _find(request: HttpRequest, pk: int) -> FeedbackRequest:
    """What the reader was asked. Raises Http404 for everybody else."""
    if has_left(request.user):  # type: ignore[arg-type]
        raise Http404
    rows = FeedbackRequest.objects.filter(colleague__user=request.user.pk, case__employee__isnull=False)
    return get_object_or_404(rows.select_related("case__employee__manager", "colleague"), pk=pk)


def _gone(request: HttpRequest, asked: FeedbackRequest, sent: QueryDict) -> HttpResponse:
    """It was answered or withdrawn meanwhile: what they typed is theirs to keep."""
    typed = [text for name, text in sent.items() if name.startswith("item-") and text.strip()]
    return _page(request, asked, AnswerForm(items=()), status=409, typed=typed)


def _page(
    request: HttpRequest,
    asked: FeedbackRequest,
    form: AnswerForm,
    *,
    status: int = 200,
    typed: list[str] | None = None,
    is_unsent: bool = False,
) -> HttpResponse:
    employee = asked.case.employee
    context = {
        "asked": asked,
        "employee": employee,
        "manager": (employee.manager if employee else None) or _("Their manager"),
        "form": form,
        "answers": asked.answers.select_related("item") if asked.state == FeedbackState.GIVEN else (),
        "typed": typed or (),
        "is_unsent": is_unsent,
        "is_seen_by_subject": is_seen_by_subject(asked.case, PromotionRule.current().seen_from),
    }
    return render(request, "promotions/feedback.html", context, status=status)
