"""The promotion cases in what people take away of what is kept about them. docs/my-data.md says what the keys mean."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.dispatch import receiver

from paths.growth.signals import data_taken_away
from paths.people.models import User
from paths.promotions.actors import actors_of
from paths.promotions.casting import hears_advice
from paths.promotions.choices import FeedbackState
from paths.promotions.document import is_told_why
from paths.promotions.models import Adviser, Case, Comment, Event, FeedbackRequest, Item, PromotionRule
from paths.promotions.titles import titles_of

# The events that hold what their actor wrote.
OWN_WORDS = ("note", "reason", "what_would_change", "comment", "evidence", "feedback", "view")


@receiver(data_taken_away)
def cases_about(user: User, **_: Any) -> dict[str, Any]:
    """The cases about `user` as far as they may see them now, and what they wrote in those about others.

    As many queries for many cases as for one.
    """
    readable = Case.objects.visible_to(user, PromotionRule.current().seen_from).filter(employee__user=user.pk)
    cases = list(
        readable.select_related("employee__manager", "opened_by", "decided_by", "cycle", "edition__role")
        .prefetch_related(
            Prefetch("items", Item.objects.prefetch_related("evidence__added_by")),
            Prefetch("comments", Comment.objects.select_related("author", "item")),
            Prefetch("advisers", Adviser.objects.select_related("employee")),
            Prefetch("requests", FeedbackRequest.objects.select_related("colleague").prefetch_related("answers__item")),
        )
        .order_by("opened_at", "pk")
    )
    titles = titles_of(cases)
    return {
        "promotions": [
            _case(case, titles[case.pk].after, advice=hears_advice(case, actors_of(case, user))) for case in cases
        ],
        "about_others_in_promotions": _words_of(user),
    }


def _words_of(user: User) -> list[dict[str, Any]]:
    """What `user` wrote in cases about others: every word is in the trail. Five queries, however many. Whom a case is
    about stands there only while they may see it, or were asked about that person.
    """
    others = Event.objects.filter(actor=user.pk, what__in=OWN_WORDS).exclude(case__employee__user=user.pk)
    written = others.filter(words__isnull=False).exclude(words__after="")
    by_case: dict[Case, list[Event]] = {}
    for event in written.select_related("words", "case__employee").order_by("case", "number"):
        by_case.setdefault(event.case, []).append(event)
    ids = [case.pk for case in by_case]
    readable = Case.objects.visible_to(user, PromotionRule.current().seen_from).filter(pk__in=ids)
    seen = set(readable.values_list("pk", flat=True))
    asked = set(FeedbackRequest.objects.filter(colleague__user=user.pk, case__in=ids).values_list("case", flat=True))
    titles = titles_of(case for case in by_case if case.pk in seen)
    return [
        {
            "person": _name(case.employee) if case.pk in seen | asked else None,
            "towards": titles[case.pk].after if case.pk in seen else None,
            "words": [
                {"what": row.what, "item": row.about or None, "text": row.words.after, "written": row.at}
                for row in events
            ],
        }
        for case, events in by_case.items()
    ]


def _case(case: Case, title: str, *, advice: bool) -> dict[str, Any]:
    return {
        "towards": title,
        "edition": f"{case.edition.role.name} {case.edition.version}",
        "cycle": case.cycle and case.cycle.name,
        "state": case.state,
        "since": case.state_since,
        "opened": case.opened_at,
        "opened_by": _name(case.opened_by),
        "decision": _decision(case) if is_told_why(case) else None,
        "items": [_item(item) for item in case.items.all()],
        "comments": [
            {
                "item": row.item and row.item.text,
                "text": row.text,
                "by": _name(row.author),
                "written": row.written_at,
            }
            for row in case.comments.all()
        ],
        "feedback": [_feedback(row) for row in case.requests.all()],
        "advisers": [
            {"name": _name(row.employee), "view": row.view, "given": row.given_at} for row in case.advisers.all()
        ]
        if advice
        else [],
    }


def _decision(case: Case) -> dict[str, Any]:
    return {
        "reason": case.reason,
        "what_would_change": case.what_would_change,
        "decided": case.decided_at,
        "decided_by": _name(case.decided_by),
        "effective": case.effective_on,
        "applied": case.applied_at,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "key": item.key,
        "text": item.text,
        "required": item.required,
        "mark": item.mark,
        "marked": item.marked_at,
        "reason": item.reason,
        "note": item.note,
        "evidence": [
            {"text": row.text, "link": row.link, "day": row.happened_on, "by": _name(row.added_by)}
            for row in item.evidence.all()
        ],
    }


def _feedback(request: FeedbackRequest) -> dict[str, Any]:
    is_given = request.state == FeedbackState.GIVEN
    return {
        "by": _name(request.colleague),
        "state": request.state,
        "asked": request.asked_at,
        "answered": request.answered_at,
        "question": request.message,
        "answers": [{"item": row.item.text, "text": row.text} for row in request.answers.all()] if is_given else [],
    }


def _name(somebody: Any) -> str | None:
    return str(somebody) if somebody else None
