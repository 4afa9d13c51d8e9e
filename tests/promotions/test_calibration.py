"""Calibration: cases side by side, names that stay hidden, and counts that give nobody away."""

import re
from functools import partial
from random import Random

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from paths.promotions.calibrating import REVEALED, code_of, compared_by, counts_of, reveal_names
from paths.promotions.case_table import Chosen, sections
from paths.promotions.choices import CaseState, Mark
from paths.promotions.models import Adviser, Case, Criterion, Event, Item
from paths.promotions.verifying import broken_links
from tests.factories import (
    CycleFactory,
    EditionFactory,
    EmployeeFactory,
    JobFamilyFactory,
    LevelProfileFactory,
    RoleFactory,
    UserFactory,
)
from tests.growth.people import page, signed_in
from tests.promotions.people import company, partner
from tests.racing import at_once

pytestmark = pytest.mark.django_db
NAMES = ["Quill Zander", "Umberto Vex", "Wilhelmina Yorke", "Xanthe Quarles"]


@pytest.fixture
def people():
    return company()


@pytest.fixture
def cycle():
    return CycleFactory(name="Autumn 2026")


def ladder(name="Brewer", levels=("junior", "senior")):
    """The levels of a role, lowest first, each with its title."""
    edition = EditionFactory(role=RoleFactory(name=name, slug=name.lower()))
    return [
        LevelProfileFactory(edition=edition, rank=rank, level__slug=slug, title=f"{slug.title()} {name}")
        for rank, slug in enumerate(levels)
    ]


def case_of(cycle, name, profile, state=CaseState.SENT, marks=(Mark.MET, Mark.PARTLY), location="", own_level=None):
    """A case with an item of the craft for each mark, without its steps."""
    employee = EmployeeFactory(
        user__name=name, user__email=f"{name.replace(' ', '.').lower()}@hidden.example", level=own_level
    )
    employee.location = location
    employee.save()
    case = Case.objects.create(
        employee=employee,
        from_level=own_level,
        level=profile.level,
        edition=profile.edition,
        cycle=cycle,
        state=state,
        effective_on=timezone.localdate() if state == CaseState.APPROVED else None,
        what_would_change="More." if state == CaseState.DECLINED else "",
    )
    Item.objects.bulk_create(
        Item(
            case=case, kind="skill", category="Craft", text=f"Item {place}", mark=mark, reason="So.", note=f"{name} did"
        )
        for place, mark in enumerate(marks)
    )
    return case


@pytest.fixture
def senior():
    return ladder()[1]


@pytest.fixture
def cases(cycle, senior):
    return [case_of(cycle, name, senior, location="Lisbon") for name in NAMES]


def address(cycle, query=""):
    return reverse("calibration", args=[cycle.pk]) + query


def reveal(client, cycle, **data):
    return client.post(reverse("calibration_reveal", args=[cycle.pk]), {"confirm": "yes"} | data)


def codes_on(said):
    return re.findall(r'class="code">(\w+)<', said)


# What is hidden


def test_nothing_on_the_page_gives_a_hidden_name_away(people, cycle, cases):
    said = page(signed_in(people.partner).get(address(cycle)))
    inside = said[said.index("<main") : said.index("</main")]
    for case in cases:
        for hidden in (case.employee.name, case.employee.email, *case.employee.name.split(), case.get_absolute_url()):
            assert hidden not in inside
        assert f'"{case.pk}"' not in inside.replace(f'"{cycle.pk}"', "")
    assert "Sent for decision" not in inside
    assert not re.search(r"/promotions/\d+/", inside)
    assert sorted(codes_on(said)) == sorted(code_of(case) for case in cases)


def test_the_order_is_that_of_the_codes_and_says_nothing_of_the_cases(people, cycle, cases):
    said = page(signed_in(people.partner).get(address(cycle)))
    assert codes_on(said) == sorted(codes_on(said))
    backwards = page(signed_in(people.partner).get(address(cycle, "?sort=-code")))
    assert codes_on(backwards) == codes_on(said)[::-1]


@pytest.mark.parametrize("sort", ["name", "state", "days", "nonsense"])
def test_no_order_that_names_would_give_works_while_they_are_hidden(people, cycle, cases, sort):
    client = signed_in(people.partner)
    assert codes_on(page(client.get(address(cycle, f"?sort={sort}")))) == codes_on(page(client.get(address(cycle))))


@pytest.mark.parametrize("state", ["sent", "declined"])
def test_a_state_narrows_nothing_apart_while_names_are_hidden(people, cycle, senior, cases, state):
    case_of(cycle, "Declan Ined", senior, CaseState.DECLINED)
    assert codes_on(page(signed_in(people.partner).get(address(cycle, f"?state={state}")))) == []


def test_a_code_is_the_same_for_everybody_and_no_number_of_the_case(people, cycle, cases):
    first = codes_on(page(signed_in(people.partner).get(address(cycle))))
    assert first == codes_on(page(signed_in(people.other_partner).get(address(cycle))))
    assert len({code_of(Case(pk=pk)) for pk in range(1, 500)}) > 495


def test_notes_reasons_and_places_stay_in_the_case(people, cycle, cases):
    said = page(signed_in(people.partner).get(address(cycle)))
    for hidden in ("Item 0", "Zander did", "Lisbon", "So."):
        assert hidden not in said[said.index("<main") :]


# Revealing


def test_names_are_revealed_to_who_asked_and_every_case_notes_it(people, cycle, cases):
    client = signed_in(people.partner)
    assert "4 cases have noted it." in page(client.get(reveal(client, cycle)["Location"]))
    said = page(client.get(address(cycle)))
    for case in cases:
        assert case.employee.name in said
        assert case.get_absolute_url() in said
        event = Event.objects.get(case=case, what=REVEALED)
        assert event.actor == people.partner
        case.refresh_from_db()
        # Their states were set past the table.
        assert {each.what for each in broken_links(case)} <= {"the case says otherwise"}
    assert NAMES[0] not in page(signed_in(people.other_partner).get(address(cycle)))


def test_without_the_tick_nothing_is_revealed(people, cycle, cases):
    client = signed_in(people.partner)
    response = client.post(reverse("calibration_reveal", args=[cycle.pk]), follow=True)
    assert "The names are still hidden." in page(response)
    assert not Event.objects.filter(what=REVEALED).exists()


def test_a_link_alone_reveals_nothing(people, cycle, cases):
    assert signed_in(people.partner).get(reverse("calibration_reveal", args=[cycle.pk])).status_code == 405


def test_revealing_twice_is_noted_once(people, cycle, cases):
    assert reveal_names(cycle=cycle, by=people.partner) == 4
    assert reveal_names(cycle=cycle, by=people.partner) == 0
    assert Event.objects.filter(what=REVEALED).count() == 4


def test_a_case_that_comes_later_is_hidden_still(people, cycle, senior, cases):
    reveal_names(cycle=cycle, by=people.partner)
    late = case_of(cycle, "Late Comer", senior)
    said = page(signed_in(people.partner).get(address(cycle)))
    assert codes_on(said) == [code_of(late)]
    assert "1 name is still hidden" in said
    assert "Late Comer" not in said


def test_what_is_revealed_is_told_in_the_story_of_the_case(people, cycle, cases):
    reveal_names(cycle=cycle, by=people.partner)
    assert "Petra looked at the names" in page(signed_in(people.other_partner).get(cases[0].get_absolute_url()))


def test_revealed_cases_stand_by_name_state_or_days(people, cycle, senior, cases):
    Case.objects.filter(pk=cases[2].pk).update(state_since=timezone.now() - timezone.timedelta(days=30))
    case_of(cycle, "Aa Declined", senior, CaseState.DECLINED)
    reveal_names(cycle=cycle, by=people.partner)
    rows = compared_by(people.partner, cycle).rows

    def names(**chosen):
        return [row.revealed.name for section in sections(rows, Chosen(**chosen)) for row, _cells in section.rows]

    assert names(sort="name") == ["Aa Declined", *NAMES]
    assert names(sort="days")[0] == NAMES[2]
    assert names(sort="state")[0] == "Aa Declined"
    assert names(state="declined") == ["Aa Declined"]


# Who compares what


def test_partners_compare_what_was_sent_and_not_what_is_gathered_or_taken_back(people, cycle, senior):
    case_of(cycle, "Yes Sent", senior)
    for name, state in (("No Draft", "draft"), ("No Gathering", "gathering"), ("No Withdrawn", "withdrawn")):
        case_of(cycle, name, senior, state)
    case_of(CycleFactory(), "No Elsewhere", senior)
    reveal_names(cycle=cycle, by=people.partner)
    assert [row.revealed.name for row in compared_by(people.partner, cycle).rows] == ["Yes Sent"]


def test_a_partner_never_compares_their_own_case(cycle, cases):
    user = cases[0].employee.user
    user.groups.add(Group.objects.get_or_create(name="HR partners")[0])
    assert code_of(cases[0]) not in codes_on(page(signed_in(user).get(address(cycle))))


def test_advisers_compare_only_those_they_advise_on_and_get_no_counts(people, cycle, cases):
    Adviser.objects.create(case=cases[1], employee=people.colleague)
    client = signed_in(people.colleague)
    said = page(client.get(address(cycle)))
    assert codes_on(said) == [code_of(cases[1])]
    assert "The cycle in counts" not in said
    reveal(client, cycle)
    said = page(client.get(address(cycle)))
    assert NAMES[1] in said
    assert NAMES[0] not in said
    assert [event.case for event in Event.objects.filter(what=REVEALED)] == [cases[1]]


def test_nobody_else_finds_it(people, cycle, cases):
    administrator = UserFactory(is_staff=True, is_superuser=True)
    for somebody in (people.ana, people.bo, people.boss, cases[0].employee, administrator):
        client = signed_in(somebody)
        assert client.get(address(cycle)).status_code == 404
        assert reveal(client, cycle).status_code == 404
    assert not Event.objects.filter(what=REVEALED).exists()


def test_somebody_who_has_left_compares_nothing(cycle, cases):
    left = partner()
    EmployeeFactory(user=left, is_active=False)
    assert compared_by(left, cycle).rows == ()
    assert reveal_names(cycle=cycle, by=left) == 0


def test_a_cycle_without_sent_cases_says_so(people, cycle):
    assert "No case of this cycle was sent yet." in page(signed_in(people.partner).get(address(cycle)))


# Side by side


def test_cases_stand_beside_those_that_aim_at_the_same_level_by_category_and_mark(people, cycle, senior):
    (other,) = ladder("Cooper", ["master"])
    case_of(cycle, "One Case", senior, marks=[Mark.MET, Mark.MET, Mark.NOT_YET])
    case = case_of(cycle, "Two Case", other, marks=[Mark.NO_OPPORTUNITY])
    Item.objects.create(case=case, kind="responsibility", text="Lead", mark=Mark.PARTLY)
    Item.objects.create(case=case, kind="company", text="Rule", criterion=Criterion.objects.create(text="Rule"))
    reveal_names(cycle=cycle, by=people.partner)
    found = sections(compared_by(people.partner, cycle).rows, Chosen())
    assert [(section.title, section.categories) for section in found] == [
        ("Master Cooper", ("Responsibilities", "Craft", "What the company asks")),
        ("Senior Brewer", ("Craft",)),
    ]
    ((_row, (cell,)),) = found[1].rows
    assert [(chip.mark.value, chip.number) for chip in cell] == [("met", 2), ("not_yet", 1)]


def test_it_is_narrowed_by_family_level_category_and_mark(people, cycle, senior):
    (other,) = ladder("Cooper", ["master"])
    ones = sorted(code_of(case_of(cycle, f"O{place} One", senior, marks=[Mark.MET])) for place in range(5))
    twos = [case_of(cycle, f"T{place} Two", other, marks=[Mark.NOT_YET]) for place in range(5)]
    fast = code_of(twos[0])
    Item.objects.create(case=twos[0], kind="skill", category="Speed", text="Fast", mark=Mark.MET)
    twos = sorted(code_of(case) for case in twos)
    client = signed_in(people.partner)

    def narrowed(query):
        return sorted(codes_on(page(client.get(address(cycle, query)))))

    assert narrowed("?towards=brewer/senior") == ones
    assert narrowed("?category=Speed") == [fast]
    assert narrowed("?mark=not_yet") == twos
    assert narrowed("?category=Craft&mark=met") == ones
    assert narrowed("?family=engineering") == sorted(ones + twos)
    assert narrowed("?family=nowhere") == []
    assert narrowed("?mark=%F0%9F%A5%90") == sorted(ones + twos)


# Side by side, in small groups


def many(cycle, profile, number, word, **more):
    return [case_of(cycle, f"{word}{place} {word}er", profile, **more) for place in range(number)]


def shown_in(said):
    """The part of the page below the words on revealing: what can be chosen, the list and the counts."""
    return said[said.index('class="narrow"') : said.index("</main")]


def test_no_level_that_few_aim_at_is_named_while_names_are_hidden(people, cycle, senior):
    levels = ladder("Cooper", ["master", "lord"])
    many(cycle, senior, 6, "B")
    few = many(cycle, levels[0], 1, "C") + many(cycle, levels[1], 4, "D")
    Item.objects.create(case=few[0], kind="skill", category="Staves", text="Bend", mark=Mark.PARTLY)
    said = shown_in(page(signed_in(people.partner).get(address(cycle))))
    for hidden in ("Cooper", "cooper", "Staves", "1 case", "4 cases"):
        assert hidden not in said
    (brewers, others) = sections(compared_by(people.partner, cycle).rows, Chosen())
    assert (brewers.title, len(brewers.rows)) == ("Senior Brewer", 6)
    assert (others.title, others.towards, others.categories) == ("", "", ("Skills",))
    assert {row.code for row, _cells in others.rows} == {code_of(case) for case in few}
    marks = {row.code: [(chip.mark.value, chip.number) for chip in cell] for row, (cell,) in others.rows}
    assert marks[code_of(few[0])] == [("met", 1), ("partly", 2)]
    assert "Smaller groups, together" in said


def test_a_small_level_is_found_by_nothing_that_could_be_typed_either(people, cycle, senior):
    (other,) = ladder("Cooper", ["master"])
    many(cycle, senior, 6, "B")
    few = many(cycle, other, 2, "C")
    Item.objects.create(case=few[0], kind="skill", category="Staves", text="Bend", mark=Mark.PARTLY)
    client = signed_in(people.partner)
    for query in ("?towards=cooper/master", "?category=Staves", "?family=engineering&towards=cooper/master"):
        assert codes_on(page(client.get(address(cycle, query)))) == [], query
    assert len(codes_on(page(client.get(address(cycle, "?category=Skills"))))) == 8


def test_a_level_that_could_be_found_by_subtraction_is_not_named_either(people, cycle, senior):
    (other,) = ladder("Cooper", ["master"])
    many(cycle, senior, 6, "B")
    many(cycle, other, 2, "C")
    (together,) = sections(compared_by(people.partner, cycle).rows, Chosen())
    assert (together.title, len(together.rows)) == ("", 8)


def test_a_family_less_its_levels_that_are_named_is_no_small_group(people, cycle):
    brewers, coopers, tailors = ladder("Brewer", ["junior", "senior"]), ladder("Cooper", ["a", "b"]), ladder("Tailor")
    for profiles, name in ((brewers, "Ale"), (coopers, "Casks"), (tailors, "Cloth")):
        family = JobFamilyFactory(name=name, slug=name.lower())
        type(profiles[0].edition.role).objects.filter(pk=profiles[0].edition.role_id).update(family=family)
    for profile, number in zip((*brewers, *coopers, tailors[0]), (7, 1, 4, 3, 8), strict=True):
        many(cycle, profile, number, profile.title.replace(" ", ""))
    counts = dict(counts_of(compared_by(people.partner, cycle)))
    assert dict(counts["Job family"].shown) == {"Ale": 8, "Casks": 7, "Cloth": 8}
    assert dict(counts["Level they aim at"].shown) == {"Junior Tailor": 8}, "one brewer could be found by subtraction"
    assert counts["Level they aim at"].together == 15
    titles = [section.title for section in sections(compared_by(people.partner, cycle).rows, Chosen())]
    assert titles == ["Junior Tailor", ""]


def test_once_names_are_revealed_every_case_stands_by_its_level_and_late_ones_do_not(people, cycle, senior):
    (other,) = ladder("Cooper", ["master"])
    many(cycle, senior, 2, "B")
    reveal_names(cycle=cycle, by=people.partner)
    late = many(cycle, other, 1, "C")
    found = sections(compared_by(people.partner, cycle).rows, Chosen())
    assert [(section.title, len(section.rows)) for section in found] == [("Senior Brewer", 2), ("", 1)]
    assert found[1].rows[0][0].code == code_of(late[0])
    assert "cooper" not in shown_in(page(signed_in(people.partner).get(address(cycle)))).lower()
    reveal_names(cycle=cycle, by=people.partner)
    found = sections(compared_by(people.partner, cycle).rows, Chosen())
    assert [section.title for section in found] == ["Master Cooper", "Senior Brewer"]


def test_the_list_and_the_counts_leave_out_the_same_levels(people, cycle, senior):
    (other,) = ladder("Cooper", ["master"])
    many(cycle, senior, 5, "B")
    many(cycle, other, 5, "C")
    compared = compared_by(people.partner, cycle)
    counted = {name for name, _number in dict(counts_of(compared))["Level they aim at"].shown}
    assert counted == {section.title for section in sections(compared.rows, Chosen())}


def test_nothing_on_the_page_ranks_people(people, cycle, cases):
    said = page(signed_in(people.partner).get(address(cycle))).lower()
    for word in ("score", "percent", "%", "best", "worst", "average"):
        assert word not in said[said.index("<main") : said.index("</main")]


# Counts


def test_counts_leave_small_groups_out_and_do_not_follow_what_is_narrowed(people, cycle, senior):
    (other,) = ladder("Cooper", ["master"])
    for place in range(6):
        case_of(cycle, f"B{place} Brewer", senior, location="Lisbon", state=CaseState.DECLINED)
    for place in range(2):
        case_of(cycle, f"C{place} Cooper", other, location="Lagos")
    said = page(signed_in(people.partner).get(address(cycle)))
    counts = said[said.index('id="counts-title"') :]
    assert "Lagos" not in counts
    assert "Lisbon" not in counts, "Lagos could be found by subtraction"
    assert "Master Cooper" not in counts
    narrowed = page(signed_in(people.partner).get(address(cycle, "?towards=cooper/master")))
    assert narrowed[narrowed.index('id="counts-title"') :] == counts
    assert "fewer than 5 people is not shown" in counts


def test_counts_are_by_family_level_place_time_and_outcome(people, cycle, senior):
    for place in range(5):
        case_of(cycle, f"A{place} Baker", senior, CaseState.APPROVED, location="Lisbon")
    for place in range(5):
        case_of(cycle, f"B{place} Baker", senior, CaseState.RETURNED)
    found = {title: dict(groups.shown) for title, groups in counts_of(compared_by(people.partner, cycle))}
    assert found == {
        "Job family": {"Engineering": 10},
        "Level they aim at": {"Senior Brewer": 10},
        "Location": {"Lisbon": 5, "No location": 5},
        "Time in level": {"Not known": 10},
        "Outcome": {"Approved": 5, "Not decided": 5},
    }


def test_time_in_level_comes_out_of_the_history_of_people(people, cycle):
    junior, senior = ladder("Cooper", ["junior", "senior"])
    for place in range(5):
        case_of(cycle, f"A{place} Cooper", senior, own_level=junior.level)
    assert dict(counts_of(compared_by(people.partner, cycle))[3][1].shown) == {"Under a year": 5}


def test_advisers_of_many_get_counts_of_what_they_read_in_each_of_them_and_no_more(people, cycle, senior):
    cases = many(cycle, senior, 6, "B", location="Lisbon", state=CaseState.DECLINED)
    many(cycle, senior, 5, "C", location="Lagos")
    Adviser.objects.bulk_create(Adviser(case=case, employee=people.colleague) for case in cases[:5])
    said = page(signed_in(people.colleague).get(address(cycle)))
    counts = said[said.index('id="counts-title"') :]
    assert "The cases you advise on, in counts" in counts
    assert re.findall(r"<caption>(.*?)</caption>", counts) == ["Job family", "Level they aim at", "Outcome"]
    assert re.findall(r'<td class="num">(\d+)</td>', counts) == ["5", "5", "5"]
    assert "Lisbon" not in said
    assert "Where people work" not in said


# Queries


def test_sixty_cases_take_as_many_queries_as_four(people, cycle, senior, cases, django_assert_num_queries):
    client = signed_in(people.partner)
    client.get(address(cycle))
    with django_assert_num_queries(9):
        client.get(address(cycle))
    chance = Random(1)
    for place in range(56):
        case_of(cycle, f"P{place} Person", senior, marks=[chance.choice(list(Mark)) for _ in range(12)])
    with django_assert_num_queries(9):
        assert len(codes_on(page(client.get(address(cycle))))) == 60


@pytest.mark.django_db(transaction=True)
def test_two_who_reveal_at_once_are_noted_once_each_and_every_trail_holds(people, cycle, cases):
    both = [people.partner, people.other_partner] * 2
    at_once(*(partial(reveal_names, cycle=cycle, by=by) for by in both))
    for case in Case.objects.all():
        actors = Event.objects.filter(case=case, what=REVEALED).values_list("actor", flat=True)
        assert sorted(actors) == sorted([people.partner.pk, people.other_partner.pk])
        # Their states were set past the table.
        assert {each.what for each in broken_links(case)} <= {"the case says otherwise"}
