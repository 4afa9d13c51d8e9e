"""Compensation's own pages: who may open them, and that they do what they say."""

import datetime
import html
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from paths.pay.models import SalaryBand
from tests.browse.bakery import ladder, words
from tests.factories import EmployeeFactory, PayExceptionFactory, SalaryBandFactory
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db
RAISE, IMPORT, EXPORT = "/admin/pay/raise/", "/admin/pay/import/", "/admin/pay/bands.csv"
PREVIEW, ROLE = "/admin/pay/preview/", "/admin/pay/roles/baker/"
PAGES = [RAISE, IMPORT, EXPORT, PREVIEW, ROLE]
HEAD = "role,level,location,effective on,minimum,maximum,currency,and above,note\n"


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def client():
    return browser_of("compensation")


@pytest.fixture
def bakers():
    levels = [profile.level for profile in ladder("Baker", "junior", "senior")]
    for n, level in enumerate(levels):
        SalaryBandFactory(level=level, minimum=51_234 + n, maximum=61_234)
    return levels


def asked(**values):
    usual = {"family": "", "role": "", "level": "", "location": "", "percent": "3", "day": day(10).isoformat()}
    return usual | {"rounding": "100"} | values


def boxes(response):
    return re.findall(r'name="band" value="([^"]+)"', response.content.decode())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("visitor", "status"),
    [
        *(("stranger", 302), ("employee", 302), ("hr_editor", 403), ("hr_publisher", 403), ("hr_partner", 403)),
        *(("compensation", 200), ("administrator", 200)),
    ],
)
def test_each_visitor_gets_what_is_theirs(bakers, visitor, status, page):
    client = browser_of(visitor)
    response = client.get(page)
    assert response.status_code == status
    if status != 200:
        assert client.post(page, asked()).status_code == status
        assert not re.search(r"51[,.]?234", response.content.decode())


@pytest.mark.parametrize("page", [*PAGES, f"{RAISE}?percent=3&day=2999-01-01&rounding=100", f"{PREVIEW}?who=stranger"])
def test_the_number_of_queries_does_not_grow_with_the_levels(client, django_assert_max_num_queries, page):
    for n in range(12):
        for profile in ladder("Baker" if not n else f"Miller {n}", "junior", "senior"):
            SalaryBandFactory(level=profile.level)
    client.get(page)
    with django_assert_max_num_queries(16):
        assert client.get(page).status_code == 200


class TestRaise:
    def test_the_first_of_next_month_is_offered(self, client):
        first = (timezone.localdate().replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
        assert f'value="{first.isoformat()}"' in client.get(RAISE).content.decode()

    def test_looking_shows_before_and_after_and_changes_nothing(self, client, bakers):
        page = words(client.get(RAISE, asked()))
        assert "€51,234 – 61,234" in page
        assert "€52,800 – 63,100" in page
        assert SalaryBand.objects.count() == 2

    def test_confirming_raises_what_was_shown(self, client, bakers):
        shown = boxes(client.get(RAISE, asked()))
        response = client.post(RAISE, asked(band=shown), follow=True)
        assert "2 bands are raised by 3%" in words(response)
        assert SalaryBand.objects.filter(effective_on=day(10)).count() == 2

    def test_a_box_that_is_cleared_is_left_out(self, client, bakers):
        client.post(RAISE, asked(band=boxes(client.get(RAISE, asked()))[:1]))
        assert SalaryBand.objects.filter(effective_on=day(10)).count() == 1

    def test_confirming_twice_raises_once(self, client, bakers):
        shown = boxes(client.get(RAISE, asked()))
        client.post(RAISE, asked(band=shown))
        response = client.post(RAISE, asked(band=shown))
        assert response.status_code == 409
        assert "so nothing was raised" in words(response)
        assert SalaryBand.objects.count() == 4

    def test_bands_of_that_day_are_named_and_left_out(self, client, bakers):
        SalaryBandFactory(level=bakers[1], effective_on=day(10), location="Berlin")
        SalaryBandFactory(level=bakers[1], location="Berlin")
        response = client.get(RAISE, asked())
        assert "Left out, for the reason beside each: Baker: Senior (Berlin)." in words(response)
        assert len(boxes(response)) == 2

    @pytest.mark.parametrize(
        ("values", "why"),
        [
            ({"percent": "0"}, "greater than or equal to 0.1"),
            ({"percent": "31"}, "less than or equal to 30"),
            ({"percent": "NaN"}, "Enter a number"),
            ({"percent": "1e9"}, "less than or equal to 30"),
            ({"day": "2020-01-01"}, "in the past"),
            ({"day": "0000-01-01"}, "Enter a valid date"),
            ({"rounding": "7"}, "Select a valid choice"),
            ({"level": "x"}, "Select a valid choice"),
            ({"role": "999999999999999999999"}, "Select a valid choice"),
            ({"location": "Atlantis"}, "Select a valid choice"),
        ],
    )
    def test_what_makes_no_sense_is_said(self, client, bakers, values, why):
        for response in (client.get(RAISE, asked(**values)), client.post(RAISE, asked(**values, band=["1:x"]))):
            assert response.status_code in (200, 422)
            assert why in words(response)
        assert SalaryBand.objects.count() == 2

    @pytest.mark.parametrize("band", [[], ["x"], ["1:forged"], ["99999999999999999:x"], ["²:x"]])
    def test_what_no_form_has_sent_raises_nothing(self, client, bakers, band):
        assert client.post(RAISE, asked(band=band)).status_code in (409, 422)
        assert SalaryBand.objects.count() == 2

    def test_bands_are_chosen_by_family_role_level_and_location(self, client, bakers):
        SalaryBandFactory(level=bakers[0], location="Berlin")
        (miller,) = ladder("Miller", "junior", family="milling")
        SalaryBandFactory(level=miller.level)
        role = miller.level.role
        for values, count in (
            ({}, 4),
            ({"family": role.family_id}, 1),
            ({"role": bakers[0].role_id}, 3),
            ({"level": bakers[0].pk}, 2),
            ({"level": bakers[0].pk, "location": "Berlin"}, 1),
            ({"location": "*"}, 3),
            ({"role": role.pk, "location": "Berlin"}, 0),
        ):
            assert len(boxes(client.get(RAISE, asked(**values)))) == count, values


def upload(client, text, **named):
    return client.post(
        IMPORT, {"sheet": SimpleUploadedFile("bands.csv", text if isinstance(text, bytes) else text.encode())} | named
    )


def hidden(response):
    body = html.unescape(response.content.decode())
    found = dict(re.findall(r'name="(packed|seal)" value="([^"]+)"', body))
    assert found.keys() == {"packed", "seal"}
    return found


class TestImport:
    def test_the_dry_run_shows_what_would_happen_and_changes_nothing(self, client, bakers):
        response = upload(client, f"{HEAD}Baker,Senior,Berlin,{day(5)},50000,60000,EUR,no,gross\n")
        assert "Baker: Senior Berlin" in words(response)
        assert "New" in words(response)
        assert SalaryBand.objects.count() == 2

    def test_confirming_keeps_it(self, client, bakers):
        shown = hidden(upload(client, f"{HEAD}Baker,Senior,Berlin,{day(5)},50000,60000,EUR,no,gross\n"))
        assert "1 band was added" in words(client.post(IMPORT, shown, follow=True))
        assert SalaryBand.objects.get(location="Berlin").note == "gross"

    def test_what_is_wrong_is_said_by_row_and_nothing_is_kept(self, client, bakers):
        rows = f"Baker,Senior,Berlin,{day(5)},50000,60000,EUR,no,\nBaker,Chief,,{day(5)},1,2,EUR,no,\n"
        response = upload(client, HEAD + rows)
        assert response.status_code == 422
        assert "row 3: “Baker” has no single level “Chief”" in words(response)
        assert SalaryBand.objects.count() == 2

    def test_what_has_changed_meanwhile_is_shown_anew(self, client, bakers):
        shown = hidden(upload(client, f"{HEAD}Baker,Senior,,{day(5)},50000,60000,EUR,no,\n"))
        SalaryBandFactory(level=bakers[1], effective_on=day(5))
        response = client.post(IMPORT, shown)
        assert response.status_code == 409
        assert "nothing was imported" in words(response)
        assert SalaryBand.objects.count() == 3

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\0\0\0",
            b"\xff\xfe\x00",
            b"PK\x03\x04nonsense",
            b"a,b\n1,2\n",
            b'role,"level\n',
            HEAD.encode(),
            b"\xe4",
        ],
    )
    def test_any_file_is_answered(self, client, data):
        assert upload(client, data).status_code in (200, 422)

    @pytest.mark.parametrize("packed", ["", "x", "AAAA", "€", "eJw="])
    def test_what_no_form_has_sent_is_refused(self, client, packed):
        assert client.post(IMPORT, {"packed": packed, "seal": "x"}).status_code == 422

    def test_a_seal_of_another_sheet_does_not_count(self, client, bakers):
        shown = hidden(upload(client, f"{HEAD}Baker,Senior,,{day(5)},50000,60000,EUR,no,\n"))
        other = hidden(upload(client, f"{HEAD}Baker,Senior,,{day(5)},70000,80000,EUR,no,\n"))
        assert client.post(IMPORT, shown | {"packed": other["packed"]}).status_code == 409

    def test_the_export_changes_nothing_when_it_is_uploaded(self, client, bakers):
        export = client.get(EXPORT)
        assert "attachment" in export["Content-Disposition"]
        assert "no-store" in export["Cache-Control"]
        response = upload(client, export.content)
        assert "Importing it would change nothing." in words(response)


class TestPreview:
    def test_a_person_is_looked_through(self, settings, client, bakers):
        settings.PAY_VISIBILITY = "hr"
        person = EmployeeFactory(level=bakers[0], name="Ana")
        page = words(client.get(PREVIEW, {"who": "person", "email": person.email.upper()}))
        assert "Ana, on Baker: junior" in page
        assert "They see 1 salary band." in page
        assert "1 level with pay is hidden from them." in page

    def test_somebody_without_a_user_or_who_has_left_is_too(self, settings, client, bakers):
        settings.PAY_VISIBILITY = "hr"
        without = EmployeeFactory(level=bakers[0], user=None, name="Bo", email="bo@demo.example")
        assert "They see 1 salary band." in words(client.get(PREVIEW, {"who": "person", "email": without.email}))
        without.is_active = False
        without.save()
        assert "They see 0 salary bands." in words(client.get(PREVIEW, {"who": "person", "email": without.email}))

    @pytest.mark.parametrize(("exception", "count"), [("everyone", 2), ("signed_in", 0)])
    def test_a_stranger_is_looked_through_by_the_rule_of_the_family(self, client, bakers, exception, count):
        PayExceptionFactory(family=bakers[0].role.family, visibility=exception)
        page = words(client.get(PREVIEW, {"who": "stranger"}))
        assert f"They see {count} salary bands." in page
        assert "rule of this family" in page

    def test_a_level_is_looked_through(self, settings, client, bakers):
        settings.PAY_VISIBILITY = "own_ladder"
        page = words(client.get(PREVIEW, {"who": "level", "level": "Baker: Senior"}))
        assert "They see 2 salary bands." in page
        assert "Their own ladder" in page

    @pytest.mark.parametrize(
        ("asked", "why"),
        [
            ({"who": "person", "email": "nobody@demo.example"}, "Nobody who works here"),
            ({"who": "person"}, "Nobody who works here"),
            ({"who": "level"}, "Choose a level"),
            ({"who": "level", "level": "x"}, "There is no level"),
            ({"who": "x"}, "Select a valid choice"),
        ],
    )
    def test_whom_nobody_knows_is_said(self, client, asked, why):
        assert why in words(client.get(PREVIEW, asked))


class TestPicture:
    def test_bands_are_drawn_with_a_table_that_says_the_same(self, client, bakers):
        SalaryBandFactory(level=bakers[1], effective_on=day(30), minimum=Decimal(70_000), maximum=80_000)
        response = client.get(ROLE)
        page = response.content.decode()
        assert page.count('class="band planned"') == 2  # in the picture and in its key
        assert "Overlaps Junior by €9,999" in words(response)
        assert "€70K – 80K from" in words(response)

    def test_a_role_without_pay_says_so(self, client):
        ladder("Baker", "junior")
        assert "No level of this role has a salary band." in words(client.get(ROLE))

    def test_there_is_no_picture_of_a_role_that_is_not_there(self, client):
        assert client.get("/admin/pay/roles/nothing/").status_code == 404

    def test_the_list_of_bands_leads_to_every_page(self, client, bakers):
        page = client.get(reverse("admin:paths_salaryband_changelist")).content.decode()
        assert all(f'href="{path}"' in page for path in PAGES)
