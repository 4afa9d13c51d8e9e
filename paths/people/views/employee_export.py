"""The people who work here, as the sheet that the import reads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from paths.people.joining import people
from paths.people.sheet import table_of
from paths.shared.desk import desk_page
from paths.shared.sheets import write_csv


@desk_page("paths.view_employee", "paths.change_employee")
def employee_export(request: HttpRequest) -> HttpResponse:
    """Everybody as CSV, also those who have left."""
    return HttpResponse(
        write_csv(table_of(people())),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="employees.csv"'},
    )
