"""Machines with a full disk, and people who may not write everywhere."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """No file can grow beyond so many bytes, as on a disk that is full."""
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody can enter, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder


def said_to_a_guest(imports: str, *codes: str) -> list[str]:
    """What each code prints, or the error it ends with, run by somebody who may write only what all may.

    Whoever runs the tests without being root is such a guest in folders without the right to write.
    """
    leave = f"import os\nif os.geteuid() == 0:\n    os.setgid({NOBODY})\n    os.setuid({NOBODY})\n"
    tried = "".join(f"try:\n    {code}\nexcept Exception as error:\n    print(error)\n" for code in codes)
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", f"{imports}\n{leave}\n{tried}"],
        capture_output=True,
        text=True,
        check=True,
        env=env,
    )
    return run.stdout.splitlines()
