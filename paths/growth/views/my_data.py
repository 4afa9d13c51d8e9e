"""Everything about oneself, to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from paths.growth.access import personal_page
from paths.growth.my_data import data_about


@personal_page
def my_data(request: HttpRequest) -> HttpResponse:
    """All that the site keeps about whoever is signed in, as a file."""
    response = JsonResponse(data_about(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response
