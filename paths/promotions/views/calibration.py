"""Calibration: the cases of a cycle side by side, names hidden until their reader reveals them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from paths.growth.access import personal_page
from paths.people.papers import HR_PARTNERS, in_group
from paths.promotions.calibrating import compared_by, counts_of, reveal_names
from paths.promotions.case_table import SHOWN, Chosen, choices_of, sections
from paths.promotions.choices import Mark
from paths.promotions.models import Case, Cycle
from paths.promotions.small_groups import LEAST

LONGEST = 120


@personal_page
@require_safe
def calibration(request: HttpRequest, pk: int) -> HttpResponse:
    """HR partners see the cases that were sent, advisers those they advise on. `family`, `towards`, `category`, `mark`
    and, once names are revealed, `state` narrow it; `sort` puts revealed cases in order.
    """
    cycle, is_partner = _find(request, pk)
    compared = compared_by(request.user, cycle)
    if not is_partner and not compared.rows:
        raise Http404
    counts = counts_of(compared, is_partner=is_partner)
    chosen = Chosen(**{name: request.GET.get(name, "")[:LONGEST] for name in Chosen.__slots__})
    context = {
        "cycle": cycle,
        "is_partner": is_partner,
        "compared": compared,
        "chosen": chosen,
        "choices": choices_of(compared.rows),
        "sections": sections(compared.rows, chosen),
        "marks": Mark,
        "legend": SHOWN,
        "counts": counts if is_partner or not counts[0][1].is_too_few else (),
        "least": LEAST,
    }
    return render(request, "promotions/calibration.html", context)


@personal_page
@require_POST
def calibration_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the reader the names, once they have confirmed that each case notes it."""
    cycle, is_partner = _find(request, pk)
    if not is_partner and not Case.objects.calibrated_by(request.user).filter(cycle=cycle).exists():
        raise Http404
    if request.POST.get("confirm") != "yes":
        messages.error(request, _("The names are still hidden. Tick the box to say that you want to see them."))
        return redirect("calibration", pk)
    number = reveal_names(cycle=cycle, by=request.user)  # type: ignore[arg-type]
    said = ngettext("One case has noted it.", "%(n)d cases have noted it.", number) % {"n": number}
    messages.success(request, _("You see the names now.") + f" {said}")
    return redirect("calibration", pk)


def _find(request: HttpRequest, pk: int) -> tuple[Cycle, bool]:
    """The cycle, and whether its reader is an HR partner."""
    return get_object_or_404(Cycle, pk=pk), in_group(request.user, HR_PARTNERS)  # type: ignore[arg-type]
