"""The page for operators and the files it names say what the program does."""

import re
from pathlib import Path

import pytest
import yaml

from kith.config.launcher.__main__ import OURS
from kith.config.launcher.places import ROOT

PAGE = (ROOT / "docs" / "running.md").read_text()
DEPLOY = ROOT / "docs" / "deploy"
READ = re.compile(r"""(?:environ(?:\.get\(|\[)|given\.get\()\s*["'](KITH_\w+|DATABASE_URL)["']""")
FOR_TESTS_ONLY = {"KITH_TEST_DATABASE"}


def _read_by_the_program() -> set[str]:
    files = (f for f in (ROOT / "kith").rglob("*.py") if "tests" not in f.parts)
    return {name for file in files for name in READ.findall(file.read_text())} - FOR_TESTS_ONLY


def test_every_setting_that_is_read_stands_in_the_table() -> None:
    table = PAGE.partition("## Settings")[2].partition("\n## ")[0]
    told = set(re.findall(r"`(KITH_\w+|DATABASE_URL)`", table))
    assert _read_by_the_program() == told


def test_the_example_of_settings_holds_all_that_a_service_needs() -> None:
    table = PAGE.partition("## Settings")[2].partition("\n## ")[0]
    needed = {
        name
        for line in table.splitlines()
        if line.endswith(("| yes |", "| for backups |"))
        for name in re.findall(r"`(KITH_\w+|DATABASE_URL)`", line.split("|")[1])
    }
    given = set(re.findall(r"(?m)^(\w+)=", (DEPLOY / "kith.env").read_text()))
    assert given == needed - {"KITH_DB_ROLE"}, "the role is set in the units: migrate works without it"


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"(?:\./run|kith) ([a-z]+(?:-[a-z]+)*)", PAGE)) - {"up", "help", "kith"}
    commands = {path.stem.replace("_", "-") for path in ROOT.glob("kith/**/management/commands/[!_]*.py")}
    assert named <= commands | set(OURS) | {"migrate"}


def test_every_file_it_names_exists() -> None:
    for name in ("kith.env", "nginx.conf", "compose.yaml", "Dockerfile"):
        assert name in PAGE
        assert (DEPLOY / name).exists()


@pytest.mark.parametrize("name", ["kith-web.service", "kith-worker.service", "kith-backup.service"])
def test_units_run_as_an_ordinary_account_without_rights(name: str) -> None:
    unit = (DEPLOY / name).read_text()
    for line in ("User=kith", "NoNewPrivileges=yes", "ProtectSystem=strict", "EnvironmentFile=/etc/kith/kith.env"):
        assert line in unit
    if "backup" not in name:
        assert "KITH_DB_ROLE=kith_web" in unit


def test_the_proxy_keeps_bodies_and_addresses_out_of_its_logs() -> None:
    conf = (DEPLOY / "nginx.conf").read_text()
    logged = re.findall(r"log_format \w+ '([^']*)'", conf)
    assert len(logged) == 1
    assert not re.search(r"\$(request_body|request_uri|request\b(?!_)|uri|args|remote_addr|http_|cookie_)", logged[0])
    assert set(re.findall(r"access_log ([^\s;]+)", conf)) == {"off", "/var/log/nginx/kith.log"}
    assert "error_log /var/log/nginx/kith-error.log crit;" in conf
    assert "proxy_set_header X-Forwarded-Proto https;" in conf
    assert "proxy_max_temp_file_size 0;" in conf


def test_the_containers_are_whole() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert set(services) == {"database", "migrate", "web", "worker", "proxy"}
    for name in ("web", "worker", "migrate"):
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["read_only"] is True
    assert services["web"]["environment"]["KITH_DB_ROLE"] == "kith_web"
    assert Path(ROOT / services["web"]["build"]["dockerfile"]).exists()
