"""Every row that a service locks before it looks: without a race, by the queries that the service makes."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import SimpleNamespace

import pytest
from django.db.models import Model
from django.db.models.sql.compiler import SQLCompiler, SQLDeleteCompiler, SQLInsertCompiler, SQLUpdateCompiler
from django.utils import timezone

from paths.browse.indexing import index_skills
from paths.documents.importing import import_ladder
from paths.documents.reader import read_ladder
from paths.documents.sheet import COLUMNS as STATEMENTS
from paths.documents.sheet_importing import import_sheet
from paths.growth import answering, assessing, goals, planning, unsent
from paths.growth.models import Assessment, Conversation, Evidence, Goal
from paths.ladders.drafts import open_draft
from paths.ladders.models import Edition, Level, Role, Skill
from paths.pay.figures import PayFigure
from paths.pay.keeping import NewBand, keep_bands
from paths.people import administrators, erasing, joining, linking, sessions, sign_on
from paths.people.claims import Identity
from paths.people.models import Employee, User
from paths.people.sheet import COLUMNS as PEOPLE
from paths.promotions import applying, calibrating, casework
from paths.promotions.models import Case
from tests.factories import CycleFactory, GoalFactory, UserFactory
from tests.growth.bakery import bakery
from tests.promotions.people import company, opened
from tests.running import ROOT

pytestmark = pytest.mark.django_db
SHEET = (STATEMENTS, ("Baker", "Senior Baker", "Skill", "", "Rye", "Rye", "Expert", "yes", "", ""))
WORKFORCE = (PEOPLE, ("new@demo.example", "New Baker", "", "", "", "yes"))


@pytest.fixture
def there():
    """The bakery with a paper of each kind, and a case."""
    bakers, people = bakery(), company()
    conversation = bakers.shared(rye=2)
    return SimpleNamespace(
        bakers=bakers,
        assessment=conversation.assessment,
        conversation=conversation,
        goal=GoalFactory(employee=bakers.ana),
        evidence=Evidence.objects.create(employee=bakers.ana, text="Won the rye prize"),
        case=opened(people),
        cycle=CycleFactory(),
        people=people,
        rye=bakers.asked("rye"),
        identity=Identity("7", bakers.ana.email),
    )


def band(there):
    figure = PayFigure(minimum=1, maximum=2, currency="EUR")
    return NewBand(there.bakers.target.pk, timezone.localdate() + datetime.timedelta(days=1), figure)


def document(there):
    return read_ladder(b"# Career Path: Baker\n\n## Levels\n").document


# Where a lock is asked for -> (what asks for it, the rows that it has to lock before it writes anything).
LOCKS = {
    "growth/assessing.py start_assessment": (
        lambda there: assessing.start_assessment(employee=there.bakers.bo, level=there.bakers.target),
        {Employee},
    ),
    "growth/assessing.py rate": (
        lambda there: assessing.rate(assessment=there.assessment, expected=there.rye, value=3),
        {Assessment},
    ),
    "growth/assessing.py move_over": (lambda there: assessing.move_over(assessment=there.assessment), {Assessment}),
    "growth/assessing.py share_assessment": (
        lambda there: assessing.share_assessment(assessment=there.assessment),
        {Assessment, Conversation},
    ),
    "growth/answering.py _locked": (
        lambda there: answering.answer_row(
            conversation=there.conversation, voice="manager", expected=there.rye, value=1, by=there.bakers.bo
        ),
        {Conversation},
    ),
    "growth/goals.py add_goal_for": (
        lambda there: goals.add_goal_for(employee=there.bakers.ana, key=there.rye.key),
        {Employee},
    ),
    "growth/goals.py keep_goal": (lambda there: goals.keep_goal(goal=there.goal), {Goal}),
    "growth/planning.py keep_evidence": (
        lambda there: planning.keep_evidence(evidence=there.evidence, keys=[], seen=""),
        {Evidence},
    ),
    "growth/planning.py keep_week": (
        lambda there: planning.keep_week(employee=there.bakers.ana, shares={}),
        {Employee},
    ),
    "growth/unsent.py keep": (
        lambda there: unsent.keep(user_id=there.bakers.ana.user_id, path="/growth/", fields={"note": ["Rye"]}),
        {User},
    ),
    "pay/keeping.py lock_levels": (lambda there: keep_bands(bands=[band(there)], by=None), {Level}),
    "browse/indexing.py index_skills": (lambda there: index_skills(), {Skill}),
    "ladders/locks.py writing_about": (lambda there: open_draft(role=there.bakers.target.role, by=None), {Role}),
    "promotions/casework.py working_on": (
        lambda there: casework.add_comment(case=there.case, by=there.people.bo.user, text="Rye"),
        {Case},
    ),
    "promotions/applying.py apply_case": (lambda there: applying.apply_case(there.case.pk), {Employee, Case}),
    "promotions/calibrating.py reveal_names": (
        lambda there: calibrating.reveal_names(cycle=there.cycle, by=there.people.partner),
        {Case},
    ),
    "documents/sheet_importing.py _newest": (lambda there: import_sheet(table=SHEET), {Role, Edition}),
    "documents/importing.py import_ladder": (
        lambda there: import_ladder(document=document(there)),
        {Role, Edition},
    ),
    "documents/importing.py _role": (lambda there: import_ladder(document=document(there)), {Role}),
    "people/administrators.py hold_administrators": (
        lambda there: administrators.hold_administrators(),
        {User},
    ),
    "people/sessions.py clear_some_expired": (
        lambda there: sessions.clear_some_expired(),
        {sessions.Session},
    ),
    "people/joining.py why_not_manager": (
        lambda there: joining.why_not_manager(there.bakers.ana, there.bakers.bo),
        {Employee},
    ),
    "people/joining.py plan_import": (
        lambda there: joining.import_people(table=WORKFORCE, by=None),
        {Employee},
    ),
    "people/sign_on.py link_identity": (
        lambda there: sign_on.link_identity(identity=there.identity, issuer="https://id.acme.example"),
        {Employee, User},
    ),
    "people/linking.py link_employee": (lambda there: link_somebody(), {Employee}),
    "people/erasing.py erase_person": (
        lambda there: erasing.erase_person(
            employee=there.bakers.ana, typed_name="", to_their_manager=True, by=there.people.partner
        ),
        {Employee},
    ),
}


def link_somebody():
    user = UserFactory()
    linking.note_verified_address(user)
    queries.clear()
    linking.link_employee(user)


queries: list[tuple[str, type[Model]]] = []


@contextmanager
def noted() -> Iterator[None]:
    """Note, in their order, what is locked and what is written."""
    queries.clear()
    with pytest.MonkeyPatch.context() as patch:
        for compiler in (SQLCompiler, SQLInsertCompiler, SQLUpdateCompiler, SQLDeleteCompiler):
            patch.setattr(compiler, "execute_sql", noting(compiler.execute_sql))
        yield


def noting(execute):
    def execute_sql(self, *args, **kwargs):
        if isinstance(self, SQLInsertCompiler | SQLUpdateCompiler | SQLDeleteCompiler):
            queries.append(("write", self.query.get_meta().model))
        elif self.query.select_for_update:
            queries.append(("lock", self.query.model))
        return execute(self, *args, **kwargs)

    return execute_sql


@pytest.mark.parametrize("place", LOCKS)
def test_it_locks_before_it_writes(there, place):
    act, rows = LOCKS[place]
    # Some are refused then: they have looked at what they locked.
    with noted(), suppress(Exception):
        act(there)
    first_write = next((n for n, (what, _model) in enumerate(queries) if what == "write"), len(queries))
    locked = {model for what, model in queries[:first_write] if what == "lock"}
    assert rows <= locked, queries


def test_every_lock_is_in_the_table():
    found = set()
    for path in (ROOT / "paths").rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                called = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
                if "select_for_update" in called:
                    found.add(f"{path.relative_to(ROOT / 'paths')} {function.name}")
    assert found == set(LOCKS)
