"""A PostgreSQL server of one's own that is gone after the block, durable as a server out of the box is."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Where PostgreSQL's programs are, of the newest version there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def throwaway_server() -> Iterator[str]:
    """Its DATABASE_URL. Raises FileNotFoundError where PostgreSQL is not installed."""
    bin_ = programs()
    if bin_ is None:
        raise FileNotFoundError("initdb")
    # As root it refuses to run.
    as_whom = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp())
    if as_whom:
        shutil.chown(folder, "postgres")

    def run(program: str, *arguments: str) -> None:
        command = [bin_ / program, "-D", folder / "data", *arguments]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_whom)

    try:
        run("initdb", "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -c listen_addresses=", "start")
        try:
            yield f"postgres://app@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
