"""Erasing a person: what goes and what stays, then their name typed, then gone."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paths.people.erasing import MayNotErase, NotTheirName, erase_person, preview_erasing, why_not_erase
from paths.people.models import Employee
from paths.shared.desk import desk_answer, desk_page


class EraseForm(forms.Form):
    """The name of the person to erase, typed, and who takes over those that report to them."""

    typed_name = forms.CharField(
        label=gettext_lazy("Their name"),
        max_length=160,
        help_text=gettext_lazy("Type the name of the person to confirm it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    to_their_manager = forms.BooleanField(
        required=False,
        label=gettext_lazy("Hand over those who report to them"),
        help_text=gettext_lazy("To this person’s own manager; otherwise they report to nobody for now."),
    )


@desk_page("paths.erase_employee")
def person_erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what erasing would do; POST with the name does it."""
    employee = get_object_or_404(Employee.objects.select_related("user", "manager"), pk=pk)
    if request.method != "POST":
        return _show(request, employee, EraseForm())
    form = EraseForm(request.POST)
    if not form.is_valid():
        return _show(request, employee, form)
    try:
        erase_person(employee=employee, by=request.user, **form.cleaned_data)
    except NotTheirName:
        form.add_error("typed_name", _("That is not the name of this person. Write it as it stands above."))
        return _show(request, employee, form)
    except (MayNotErase, Employee.DoesNotExist):
        return _show(request, employee, form)
    messages.success(request, _("The person is erased."))
    return redirect("admin:paths_employee_changelist")


def _show(request: HttpRequest, employee: Employee, form: EraseForm) -> HttpResponse:
    context = {
        "title": _("Erase a person"),
        "employee": employee,
        "form": form,
        "preview": preview_erasing(employee),
        "refusal": why_not_erase(employee, request.user),
    }
    return desk_answer(request, "people/person_erase.html", context, status=422 if form.is_bound else 200)
