"""Requests over one kept-alive connection, and what they cost the server in CPU."""

from __future__ import annotations

import http.client
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Requests per second of one client, and CPU seconds of the server per request."""

    per_second: float
    cpu: float


def signed_in(url: str, email: str) -> str:
    """The Cookie header of somebody signed in to a demo site."""
    connection = connect(url)
    page, cookies = fetch(connection, "/demo/", {})
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.decode())
    body = urlencode({"email": email, "csrfmiddlewaretoken": token[1]})
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/demo/", body, headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 302, answer.status
    return "; ".join(cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie"))


def connect(url: str) -> http.client.HTTPConnection:
    """A connection to the server at `url`."""
    parts = urlsplit(url)
    return http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)


def fetch(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[bytes, str]:
    """The body at `path`, and the cookies it sets."""
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status in {200, 304}, (path, answer.status)
    return body, "; ".join(cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie") or [])


def cost(url: str, pid: int, path: str, headers: dict[str, str], requests: int) -> Cost:
    """What `requests` requests cost, after a short warming up."""
    connection = connect(url)
    for _ in range(20):
        fetch(connection, path, headers)
    cpu, begun = cpu_seconds(pid), time.perf_counter()
    for _ in range(requests):
        fetch(connection, path, headers)
    taken = time.perf_counter() - begun
    return Cost(requests / taken, (cpu_seconds(pid) - cpu) / requests)


def cpu_seconds(pid: int) -> float:
    """CPU time used so far by a process and its children."""
    total = 0.0
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(folder.name) == pid or int(fields[1]) == pid:
                total += (int(fields[11]) + int(fields[12])) / TICKS
    return total
