"""What people have shared, for HR partners to find."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paths.growth.access import personal_page
from paths.growth.choices import ConversationState
from paths.growth.models import Conversation
from paths.growth.team import titles_in
from paths.people.papers import HR_PARTNERS, has_left, in_group
from paths.shared.folding import fold

ON_A_PAGE = 50


@personal_page
@require_safe
def shared_papers(request: HttpRequest) -> HttpResponse:
    """Every shared assessment, the newest first; `q` narrows it to people whose name holds each word of it."""
    partner_only(request)
    query = request.GET.get("q", "")[:200].strip()
    papers = Conversation.objects.visible_to(request.user).exclude(state=ConversationState.WITHDRAWN)
    if query:
        people = papers.order_by().values_list("employee_id", "employee__name").distinct()
        papers = papers.filter(employee__in=with_names(query, people))
    papers = papers.select_related("employee", "level__role").order_by("-shared_at", "-pk")
    page = Paginator(papers, ON_A_PAGE).get_page(request.GET.get("page"))
    titles = titles_in({(each.edition_id, each.level_id) for each in page})
    rows = [(each, titles.get((each.edition_id, each.level_id), each.level)) for each in page]
    return render(request, "growth/shared_papers.html", {"page": page, "rows": rows, "q": query})


def partner_only(request: HttpRequest) -> None:
    """Raise PermissionDenied for everybody but HR partners."""
    if has_left(request.user) or not in_group(request.user, HR_PARTNERS):  # type: ignore[arg-type]
        raise PermissionDenied


def with_names(query: str, people: Iterable[tuple[int, str]]) -> list[int]:
    """The ids of those (id, name) whose name holds every word of `query`, whatever its case and accents."""
    sought = fold(query).split()
    return [pk for pk, name in people if all(word in fold(name) for word in sought)]
