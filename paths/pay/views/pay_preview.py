"""What somebody sees of pay."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from paths.pay.forms.pages import PreviewForm
from paths.pay.seen import Seen, SomebodyOn, rule_in_words, seen_by
from paths.people.models import Employee
from paths.shared.desk import desk_answer, desk_page


@desk_page("paths.view_salaryband")
def pay_preview(request: HttpRequest) -> HttpResponse:
    """Which bands somebody sees on the site, and by which rule."""
    form = PreviewForm(request.GET if "who" in request.GET else None)
    seen, who = _seen(form.cleaned_data) if form.is_bound and form.is_valid() else (None, "")
    context = {
        "title": _("What an employee sees"),
        "form": form,
        "seen": seen,
        "who": who,
        "site_rule": rule_in_words(settings.PAY_VISIBILITY),
        "strangers_may_read": settings.LADDERS_PUBLIC,
    }
    return desk_answer(request, "pay/pay_preview.html", context)


def _seen(asked: dict[str, Any]) -> tuple[Seen, str]:
    if asked["who"] == PreviewForm.STRANGER:
        return seen_by(AnonymousUser()), _("Somebody who is not signed in")
    if asked["who"] == PreviewForm.LEVEL:
        return seen_by(SomebodyOn(asked["level"])), _("Somebody on %(level)s") % {"level": asked["level"]}
    person: Employee = asked["person"]
    standing = _("%(name)s, on %(level)s") if person.is_active and person.level else _("%(name)s, on no level")
    who = standing % {"name": person.name, "level": person.level}
    if person.user:
        return seen_by(person.user), who
    return seen_by(SomebodyOn(person.level if person.is_active else None)), who
