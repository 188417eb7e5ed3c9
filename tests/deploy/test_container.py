"""The container: what it copies is enough to serve, and what runs in it may do little."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Server

DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
IGNORED = (ROOT / ".dockerignore").read_text("utf-8").split()
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yml").read_text("utf-8"))
COPIED = [line.split()[1] for line in DOCKERFILE.splitlines() if re.match(r"COPY (?!--from)", line)]


def test_what_it_copies_is_what_the_build_may_see():
    assert sorted(COPIED) == sorted(entry[1:] for entry in IGNORED if entry.startswith("!"))


def test_what_it_copies_is_enough_to_serve(tmp_path):
    house = tmp_path / "house"
    for name in COPIED:
        source = ROOT / name
        house.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, house / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, house / name)
    server = Server(tmp_path / "output.txt", cwd=house, films=ROOT / ".films")
    try:
        server.printed()
        assert server.ask("/12-training/").status == 200
        health = re.search(r"127\.0\.0\.1:8000(/\w+)", DOCKERFILE)[1]
        server.wait_for(lambda: server.ask(health).status == 200, "its health check fails")
    finally:
        server.stop()


def test_it_runs_as_nobody_in_particular():
    user, = re.findall(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE)
    assert "0" not in user and DOCKERFILE.rindex("USER") > DOCKERFILE.rindex("COPY")


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_nothing_of_a_container_can_be_written_but_what_goes_with_it(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
    assert all(one.startswith("/tmp") for one in service["tmpfs"])
    assert all(volume.endswith(":ro") for volume in service.get("volumes", []))
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_nginx_asks_the_workers_that_there_are():
    asked = set(re.findall(r"server (\w+):8000", (ROOT / "deploy" / "nginx.conf").read_text("utf-8")))
    workers = {name for name, service in COMPOSE["services"].items() if "build" in service}
    assert asked == workers == set(COMPOSE["services"]["front"]["depends_on"])


def test_what_it_mounts_is_here():
    volumes = [volume.partition(":")[0] for volume in COMPOSE["services"]["front"]["volumes"]]
    assert all(Path(ROOT, "deploy", volume).is_file() for volume in volumes)
