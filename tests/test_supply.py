"""What the project is made of is pinned, hashed and listed; SECURITY.md names commands that exist."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted(file for file in ROOT.glob("requirements*.lock") if file.name != "requirements-oracle.lock")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda file: file.name)
def test_a_lock_names_no_host(lock):
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links", lock.read_text("utf-8"))


@pytest.mark.parametrize("command", re.findall(r"^make (\w+)$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE))
def test_the_commands_of_the_security_page_exist(command):
    assert f"\n{command}:" in (ROOT / "Makefile").read_text("utf-8")


def test_a_package_that_is_not_the_one_that_was_locked_is_refused(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text(re.sub(r"sha256:\w+", "sha256:" + "0" * 64, (ROOT / "requirements-dev.lock").read_text("utf-8")))
    (tmp_path / "wheels").mkdir()
    name, version = re.search(r"^([a-z0-9-]+)==([\w.]+)", lock.read_text(), re.MULTILINE).groups()
    (tmp_path / "wheels" / f"{name}-{version}-py3-none-any.whl").write_bytes(b"PK\5\6" + bytes(18))
    pip = [ROOT / ".venv" / "bin" / "python", "-m", "pip", "download", "--no-index", "--find-links", tmp_path / "wheels", "--no-deps"]
    done = subprocess.run([*pip, "--require-hashes", "-r", lock, "-d", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode and "DO NOT MATCH THE HASHES" in done.stderr
