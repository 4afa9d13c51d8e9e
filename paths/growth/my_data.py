"""Everything the site keeps about somebody, as plain values for JSON. docs/my-data.md says what the keys mean."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from paths.growth.answering import may_see
from paths.growth.choices import Voice
from paths.growth.models import Assessment, Conversation, Evidence, Goal, WeekShare
from paths.growth.models.answers import AnswerFields
from paths.growth.my_words import answered_by, may_still_see, seen_by
from paths.growth.signals import data_taken_away
from paths.growth.statements import Statement, statements_named
from paths.growth.unsent import kept_for
from paths.people.models import Employee, User
from paths.people.my_account import account_of
from paths.people.papers import PRIVATE

FORMAT = 4


def data_about(user: User) -> dict[str, Any]:
    """All that is about `user`: the account, what they may see of their own papers, and what they wrote about those of
    others. The manager's answers are in it once they were sent. As many queries for many papers as for one.
    """
    employee = Employee.objects.select_related("level__role", "manager").filter(user=user).first()
    papers = _papers(user)
    statements = statements_named(_keys_in(papers))
    return {
        "format": FORMAT,
        "account": account_of(user),
        "employee": _employee(employee) if employee else None,
        "assessments": [_assessment(paper, statements) for paper in papers["assessments"]],
        "conversations": [_conversation(paper, statements) for paper in papers["conversations"]],
        "evidence": [_evidence(paper, statements) for paper in papers["evidence"]],
        "goals": [_goal(goal) for goal in papers["goals"]],
        "week": [{"activity": row.activity, "percent": row.percent} for row in papers["week"]],
        "about_others": _about_others(user, papers["about_others"], statements),
        "seen": seen_by(user),
        "unsent": kept_for(user),
    } | _of_other_rooms(user)


def _of_other_rooms(user: User) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _receiver, answer in data_taken_away.send(None, user=user):
        found |= answer
    return found


def _papers(user: User) -> dict[str, list[Any]]:
    own = PRIVATE.sees(user)
    with_level = ("level__role", "edition")
    return {
        "assessments": list(
            Assessment.objects.filter(own).select_related(*with_level, "edition__role").prefetch_related("ratings")
        ),
        "conversations": list(
            Conversation.objects.filter(own)
            .select_related(*with_level, "edition__role", "manager")
            .prefetch_related("ratings", "evidence", "openings__user")
        ),
        "evidence": list(Evidence.objects.filter(own).prefetch_related("shows__skill")),
        "goals": list(Goal.objects.filter(own).prefetch_related("openings__user")),
        "week": list(WeekShare.objects.filter(own)),
        "about_others": answered_by(user),
    }


def _keys_in(papers: dict[str, list[Any]]) -> set[Any]:
    rows = [row for paper in (*papers["assessments"], *papers["conversations"]) for row in paper.ratings.all()]
    rows += [row for paper in papers["conversations"] for row in paper.evidence.all()]
    rows += [row for paper in papers["evidence"] for row in paper.shows.all()]
    rows += [row for paper in papers["about_others"] for row in paper.said]
    return {row.key for row in rows}


def _employee(employee: Employee) -> dict[str, Any]:
    history = employee.history.select_related("level__role").order_by("history_date", "history_id")
    return {
        "name": employee.name,
        "email": employee.email,
        "level": _level(employee.level),
        "manager": employee.manager and employee.manager.name,
        "location": employee.location,
        "active": employee.is_active,
        "changes": [
            {
                "at": row.history_date,
                "name": row.name,
                "email": row.email,
                "level": _level(row.level) if row.level_id else None,
                "location": row.location,
                "active": row.is_active,
            }
            for row in history
        ],
    }


def _assessment(paper: Assessment, statements: dict[Any, Statement]) -> dict[str, Any]:
    return _towards(paper) | {
        "everything": paper.whole,
        "started": paper.started_at,
        "ended": paper.ended_at,
        "answers": [_answer(row, statements) for row in paper.ratings.all()],
    }


def _conversation(paper: Conversation, statements: dict[Any, Statement]) -> dict[str, Any]:
    voices = [voice for voice in Voice if may_see(paper, voice, is_owner=True, is_manager=False)]
    answers: dict[str, list[Any]] = defaultdict(list)
    for row in paper.ratings.all():
        answers[row.voice].append(_answer(row, statements))
    return _towards(paper) | {
        "state": paper.state,
        # Whoever has begun to answer says so by sending it.
        "manager": paper.manager.name if paper.manager and paper.answered_at else None,
        "shared": paper.shared_at,
        "answered": paper.answered_at,
        "closed": paper.closed_at,
        "answers": {str(voice): answers[voice] for voice in voices},
        "evidence": [
            {"statement": _statement(row.key, statements), "text": row.text, "link": row.link, "day": row.happened_on}
            for row in paper.evidence.all()
        ],
        "openings": _openings(paper),
    }


def _about_others(user: User, papers: list[Conversation], statements: dict[Any, Statement]) -> list[dict[str, Any]]:
    seen = may_still_see(user, papers)
    return [
        _towards(paper)
        | {
            "person": paper.employee.name if paper.pk in seen else None,
            "shared": paper.shared_at,
            "answered": paper.answered_at,
            "answers": {
                str(voice): [_answer(row, statements) for row in paper.said if row.voice == voice]
                for voice in (Voice.MANAGER, Voice.AGREED)
            },
        }
        for paper in papers
    ]


def _openings(paper: Conversation | Goal) -> list[dict[str, Any]]:
    return [{"by": str(row.user), "last": row.last_at} for row in paper.openings.all()]


def _evidence(paper: Evidence, statements: dict[Any, Statement]) -> dict[str, Any]:
    return {
        "text": paper.text,
        "link": paper.link,
        "day": paper.happened_on,
        "written": paper.created_at,
        "changed": paper.changed_at,
        "shows": [
            _statement(row.key, statements) | {"skill": row.skill and row.skill.name} for row in paper.shows.all()
        ],
    }


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "action": goal.action,
        "statement": {"key": goal.key, "text": goal.statement} if goal.key or goal.statement else None,
        "due": goal.due_on,
        "done": goal.done_at,
        "shared": goal.is_shared,
        "proposed": goal.is_proposed,
        "written": goal.created_at,
        "openings": _openings(goal),
    }


def _towards(paper: Assessment | Conversation) -> dict[str, Any]:
    return {"level": _level(paper.level), "edition": f"{paper.edition.role.name} {paper.edition.version}"}


def _level(level: Any) -> str | None:
    return f"{level.role.slug}/{level.slug}" if level else None


def _answer(row: AnswerFields, statements: dict[Any, Statement]) -> dict[str, Any]:
    return _statement(row.key, statements) | {
        "value": row.value,
        "no_opportunity": row.no_opportunity,
        "note": row.note,
        "answered": row.rated_at,
    }


def _statement(key: Any, statements: dict[Any, Statement]) -> dict[str, Any]:
    return {"key": key, "text": statements[key].text if key in statements else ""}
