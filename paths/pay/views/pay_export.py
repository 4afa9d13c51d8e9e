"""All bands as a sheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from paths.pay.band_sheet import table_of_bands
from paths.shared.desk import desk_page
from paths.shared.sheets import write_csv


@desk_page("paths.view_salaryband")
def pay_export(request: HttpRequest) -> HttpResponse:
    """Every band, past and planned ones too, as CSV. Importing it again changes nothing."""
    name = f"salary-bands-{timezone.localdate().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(write_csv(table_of_bands()), content_type="text/csv; charset=utf-8", headers=headers)
