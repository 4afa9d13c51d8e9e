"""Self-assessments that save themselves: 32 people at once on each database, and whether what was acknowledged is kept.

Every client is somebody of their own who answers rows as the page does. Afterwards 32 windows of one person write to
the same row. Fails if anything that was acknowledged is not in the database.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from benchmarks.measure import connect, fetch
from benchmarks.postgres import throwaway_server
from tests.running import Site, running_site

CLIENTS, ROUNDS, ALONE = 32, 4, 60
TOKEN = "t" * 32
PEOPLE = f"""
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from paths.growth.assessing import start_assessment
from paths.ladders.models import Level
from paths.people.models import Employee, User
level = Level.objects.get(role__slug="backend-engineer", slug="senior")
people = []
for number in range({CLIENTS}):
    user = User.objects.create(email=f"client{{number}}@demo.example", name=f"Client {{number}}")
    employee = Employee.objects.create(user=user, email=user.email, name=user.name)
    assessment = start_assessment(employee=employee, level=level, whole=True)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    people.append([assessment.pk, session.session_key])
open(PATH, "w").write(json.dumps(people))
"""
KEPT = """
import json
from paths.growth.models import Rating
rows = Rating.objects.values_list("assessment", "key", "note", "version")
open(PATH, "w").write(json.dumps([[pk, key.hex, note, version] for pk, key, note, version in rows]))
"""


@dataclass
class Client:
    """Somebody with an assessment open: `shown` is row -> the hidden fields of it, `acknowledged` row -> what was last
    saved and how often.
    """

    site: Site
    assessment: int
    session: str
    shown: dict[str, dict[str, str]] = field(default_factory=dict)
    acknowledged: dict[str, tuple[str, int]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    answers: Counter[int | str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.connection = connect(self.site.url)
        self.headers = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}"}

    def open(self) -> None:
        """Read the first step as the browser shows it."""
        body, _ = fetch(self.connection, f"/growth/assessments/{self.assessment}/1/", self.headers)
        self.shown = hidden_fields(body.decode())

    def save(self, row: str, value: str, note: str) -> int | str:
        """Send one row, and note what came of it: the status, or the name of the error."""
        sent = {"value": value, "note": note} | self.shown[row]
        body = urlencode({f"{row}-{name}": text for name, text in sent.items()})
        headers = self.headers | {
            "Content-Type": "application/x-www-form-urlencoded",
            "HX-Request": "true",
            "X-CSRFToken": TOKEN,
        }
        begun = time.perf_counter()
        try:
            self.connection.request("POST", f"/growth/assessments/{self.assessment}/rows/{UUID(row)}/", body, headers)
            answer = self.connection.getresponse()
            text, came = answer.read().decode(), answer.status
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            came = type(error).__name__
        else:
            self.shown |= hidden_fields(text)
        self.seconds.append(time.perf_counter() - begun)
        self.answers[came] += 1
        if came == 200:
            self.acknowledged[row] = (note, self.acknowledged.get(row, ("", 0))[1] + 1)
        return came


def hidden_fields(html: str) -> dict[str, dict[str, str]]:
    """row -> what its hidden fields hold."""
    found: dict[str, dict[str, str]] = {}
    for row, name, value in re.findall(r'name="([0-9a-f]{32})-(version|was)" value="([^"]*)"', html):
        found.setdefault(row, {})[name] = value
    return found


def main() -> int:
    """Print what each database does, and how they compare. Returns 1 if something acknowledged is missing."""
    print(f"Autosave, {CLIENTS} clients with a self-assessment each, two workers of four threads")
    figures, missing = {}, 0
    for name, server in (("SQLite", None), ("PostgreSQL", throwaway_server)):
        try:
            with database(server) as site:
                figures[name], lost = measure(name, site)
                missing += lost
        except FileNotFoundError:
            print(f"  {name} is not installed: left out")
    if len(figures) == 2:
        print(f"  PostgreSQL : SQLite   {figures['PostgreSQL'] / figures['SQLite']:.2f} times the rows per second")
    print(f"  acknowledged and missing, to reach 0: {missing}")
    return int(missing > 0)


@contextmanager
def database(server: Callable[[], AbstractContextManager[str]] | None) -> Iterator[Site]:
    """A site on SQLite, or on a server that ends with it."""
    before = os.environ.pop("DATABASE_URL", None)
    try:
        if server is None:
            with running_site(WEB_CONCURRENCY="2") as site:
                yield site
        else:
            with server() as url:
                os.environ["DATABASE_URL"] = url
                with running_site(WEB_CONCURRENCY="2") as site:
                    yield site
    finally:
        os.environ.pop("DATABASE_URL", None)
        if before is not None:
            os.environ["DATABASE_URL"] = before


def measure(name: str, site: Site) -> tuple[float, int]:
    """Rows per second of all clients together, and how many acknowledged rows are not there afterwards."""
    clients = [Client(site, pk, session) for pk, session in ask(site, PEOPLE)]
    for client in clients:
        client.open()
    lone = clients[0]
    alone = rate(lambda: [lone.save(row, *said(turn, row)) for turn in range(ALONE) for row in list(lone.shown)[:1]])
    lone.seconds.clear()
    together = rate(lambda: at_once(clients, answer_all))
    answers = sum((client.answers for client in clients), Counter())
    seconds = sorted(second for client in clients for second in client.seconds)
    lost = missing_rows(site, clients)
    show(name, "one client", alone, [])
    show(name, f"{CLIENTS} clients", together, seconds)
    print(f"{'':14} {together / alone:.2f} times the rows of one; answers {dict(answers)}, missing {lost}")

    windows = [Client(site, lone.assessment, lone.session) for _ in range(CLIENTS)]
    at_once(windows, one_row)
    answers = sum((window.answers for window in windows), Counter())
    row = next(iter(windows[0].shown))
    versions = {(pk, key): version for pk, key, _note, version in ask(site, KEPT)}
    more = versions[lone.assessment, row] - lone.acknowledged[row][1]
    print(
        f"{'':14} {CLIENTS} windows on one row: {answers[200]} saved, {answers[409]} told of another, {more} in the row"
    )
    return together, lost + abs(more - answers[200])


def rate(work: Callable[[], list[int | str]]) -> float:
    """Rows per second while `work`, which returns what came of each row, goes on."""
    begun = time.perf_counter()
    done = work()
    return len(done) / (time.perf_counter() - begun)


def at_once(clients: list[Client], work: Callable[[Client], list[int | str]]) -> list[int | str]:
    """What came of each row when all clients work at the same time."""
    with ThreadPoolExecutor(len(clients)) as pool:
        return [came for each in pool.map(work, clients) for came in each]


def answer_all(client: Client) -> list[int | str]:
    """Answer every row of the step, some times over."""
    # The server has closed what was idle while another worked.
    client.connection.close()
    return [client.save(row, *said(turn, row)) for turn in range(ROUNDS) for row in list(client.shown)]


def one_row(window: Client) -> list[int | str]:
    """Answer the first row, and take note of what another window saved meanwhile."""
    window.open()
    row = next(iter(window.shown))
    return [window.save(row, "1", f"Window {id(window)}")]


def said(turn: int, row: str) -> tuple[str, str]:
    """An answer and a note that no other turn gives."""
    return str(turn % 4), f"Turn {turn} on {row}, at {time.perf_counter_ns()}"


def missing_rows(site: Site, clients: list[Client]) -> int:
    """How many rows do not hold what was last acknowledged, as often as it was."""
    kept = {(pk, key): (note, version) for pk, key, note, version in ask(site, KEPT)}
    return sum(
        kept.get((client.assessment, row)) != last for client in clients for row, last in client.acknowledged.items()
    )


def ask(site: Site, code: str) -> Any:
    """What `code`, run by the site, writes to PATH as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.json"
        site.manage("shell", "-c", f"PATH = {str(path)!r}\n{code}")
        return json.loads(path.read_text())


def show(name: str, who: str, per_second: float, seconds: list[float]) -> None:
    """Print one line of the table."""
    print(f"  {name:<12} {who:<12} {per_second:6.0f} rows/s")
    if seconds:
        slow = seconds[int(len(seconds) * 0.95)]
        print(f"{'':14} half within {1000 * median(seconds):.0f} ms, 95 of 100 within {1000 * slow:.0f} ms")
