"""A team as its manager, or the manager above, may see it: who has shared what, and where they stand towards it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import cached_property

from paths.growth.choices import ConversationState
from paths.growth.heat_map import Told
from paths.growth.models import Conversation, Goal
from paths.growth.shared_goals import NO_GOALS, SharedGoals, goals_shared
from paths.growth.signals import Link, links_about
from paths.growth.standing import Counts
from paths.growth.voices import hear_all
from paths.ladders.choices import EditionStatus
from paths.ladders.models import LevelProfile
from paths.people.models import Employee, User
from paths.people.reporting_line import people_below


@dataclass(frozen=True)
class Paper:
    """A shared assessment as its reader may hear of it: `told.standing` None is not yet."""

    conversation: Conversation
    told: Told

    @property
    def counts(self) -> Counts | None:
        """Where its owner stands."""
        return self.told.standing.counts if self.told.standing else None


@dataclass(frozen=True)
class Member:
    """Somebody who reports to the lead: the title of their level, what they share, how many stand below them, and what
    other rooms have about them."""

    employee: Employee
    title: str
    papers: tuple[Paper, ...]
    goals: SharedGoals
    below: int
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Team:
    """Everybody who reports to `lead`, by name. `left`: who reported to `lead` and has left, while people still report
    to them.
    """

    lead: Employee
    members: tuple[Member, ...]
    left: tuple[Employee, ...] = ()

    @property
    def goals(self) -> list[Goal]:
        """Every goal that is shown of them."""
        return [goal for member in self.members for goal in member.goals.all]

    @property
    def with_notes(self) -> list[Conversation]:
        """The papers of which single answers are shown: those with a row without an opportunity."""
        papers = [paper for member in self.members for paper in member.papers]
        return [each.conversation for each in papers if each.told.standing and each.told.standing.without_opportunity]

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """What they shared, the newest first."""
        papers = [paper for member in self.members for paper in member.papers]
        papers.sort(key=lambda paper: paper.conversation.shared_at, reverse=True)
        return tuple(paper.told for paper in papers)


# Who has left while people still report to them.
LEFT_PEOPLE = Q(is_active=False, reports__is_active=True)


def find_lead(reader: User, pk: int | None) -> Employee | None:
    """Whose team `reader` looks at: their own, or (`pk`) that of somebody who reports to them, or did until they left
    people behind. None: not theirs.
    """
    if not reader.works_here:
        return None
    if pk is None or pk == reader.employee.pk:
        return reader.employee
    return reader.employee.reports.filter(Q(is_active=True) | LEFT_PEOPLE, pk=pk).distinct().first()


def team_of(lead: Employee, reader: User, *, today: datetime.date) -> Team:
    """The team of `lead` as `reader` may see it. Thirteen queries, however many people and papers, and those of other
    rooms.
    """
    people = list(lead.reports.filter(is_active=True).order_by("name", "pk"))
    titles = _titles({person.level_id for person in people if person.level_id})
    papers = papers_of(people, reader, lead=lead)
    goals = goals_shared(people, reader, today=today)
    below = people_below(lead) if people else {}
    links = links_about(people, reader)
    return Team(
        lead,
        tuple(
            Member(
                employee=person,
                title=titles.get(person.level_id or 0, ""),
                papers=tuple(each for each in papers if each.conversation.employee_id == person.pk),
                goals=goals.get(person.pk, NO_GOALS),
                below=below.get(person.pk, 0),
                links=links[person.pk],
            )
            for person in people
        ),
        tuple(lead.reports.filter(LEFT_PEOPLE).distinct().order_by("name", "pk")),
    )


def papers_of(people: Collection[Employee], reader: User, *, lead: Employee, **only: object) -> list[Paper]:
    """What people of one lead share with `reader`, the newest for each level they work towards, the newest first.
    `only` narrows the conversations.
    """
    newest = _newest(
        Conversation.objects.visible_to(reader)
        .filter(employee__in=[person.pk for person in people], **only)
        .exclude(state=ConversationState.WITHDRAWN)
        .select_related("employee", "level__role", "manager")
        .order_by("-shared_at", "-pk")
    )
    answered = {each.pk for each in newest} if lead.user_id == reader.pk else set()
    heard = hear_all(newest, reader, answered=answered)
    return [_paper(each, heard[each.pk].title, heard[each.pk].so_far) for each in newest]


def titles_in(places: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """(edition id, level id) -> the title of that level in that edition. One query."""
    profiles = LevelProfile.objects.filter(edition__in={edition for edition, _level in places})
    found = profiles.filter(level__in={level for _edition, level in places})
    return {(edition, level): title for edition, level, title in found.values_list("edition_id", "level_id", "title")}


def _paper(conversation: Conversation, title: str, standing: object) -> Paper:
    employee = conversation.employee
    told = Told(employee.pk, employee.name, title, conversation.get_absolute_url(), standing)  # type: ignore[arg-type]
    return Paper(conversation, told)


def _newest(conversations: Iterable[Conversation]) -> list[Conversation]:
    found: dict[tuple[int, int], Conversation] = {}
    for each in conversations:
        found.setdefault((each.employee_id, each.level_id), each)
    return list(found.values())


def _titles(levels: Collection[int]) -> dict[int, str]:
    """level id -> its title in the edition in force."""
    in_force = Q(level__in=levels, edition__status=EditionStatus.PUBLISHED)
    return dict(LevelProfile.objects.filter(in_force).values_list("level_id", "title"))


@dataclass(frozen=True, slots=True)
class Target:
    """A role that people of a team work towards, or one of its levels. `people` counts them."""

    address: str
    name: str
    is_level: bool
    people: int


def targets_of(papers: Sequence[Paper]) -> tuple[Target, ...]:
    """The roles that papers are about, those of most people first, each followed by its levels where it has several."""
    roles: dict[str, list[Paper]] = {}
    for paper in papers:
        roles.setdefault(paper.conversation.level.role.slug, []).append(paper)
    found: list[Target] = []
    for slug, of_role in sorted(roles.items(), key=lambda each: (-_people(each[1]), each[0])):
        found.append(Target(slug, of_role[0].conversation.level.role.name, False, _people(of_role)))
        levels: dict[str, list[Paper]] = {}
        for paper in of_role:
            levels.setdefault(paper.conversation.level.slug, []).append(paper)
        if len(levels) > 1:
            named = sorted(levels.items(), key=lambda each: each[1][0].told.target)
            found += [Target(f"{slug}/{at}", one[0].told.target, True, _people(one)) for at, one in named]
    return tuple(found)


def newest_for_each(papers: Sequence[Paper], target: Target) -> tuple[Paper, ...]:
    """The newest paper of each person towards that role or level. `papers` come newest first."""
    found: dict[int, Paper] = {}
    for paper in papers:
        level = paper.conversation.level
        if target.address in (level.role.slug, f"{level.role.slug}/{level.slug}"):
            found.setdefault(paper.told.person_id, paper)
    return tuple(found.values())


def _people(papers: Sequence[Paper]) -> int:
    return len({paper.told.person_id for paper in papers})
