"""Production refuses to start unsafe, and says everything that is wrong at once."""

import base64
import os
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from kith.config import production
from kith.config.launcher import keys
from kith.config.launcher.places import ROOT
from kith.config.tests.conftest import Ground
from kith.front import reviewed

GOOD = {
    **keys.make("2026-11"),
    "KITH_ENV": "production",
    "DATABASE_URL": "postgresql://kith:word@127.0.0.1:1/kith",
    "KITH_HOSTS": "kith.example.nhs.uk",
    "KITH_PUBLIC_URL": "https://kith.example.nhs.uk",
    "KITH_TLS_PROXY_HEADER": "HTTP_X_FORWARDED_PROTO=https",
    "KITH_RUN_BY": "An Example Trust",
    "KITH_CONTACT": "kith@example.nhs.uk",
}
SERVER = {
    "server_version_num": "150018",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def read_settings(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Read the settings anew under this environment."""
    for name in os.environ:
        if name.startswith("KITH_"):
            monkeypatch.delenv(name)

    def read(**changes: str) -> dict[str, Any]:
        for name, value in (GOOD | changes).items():
            monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name, raising=False)
        return runpy.run_path(str(ROOT / "kith" / "config" / "settings.py"))

    return read


def test_a_safe_service_starts(read_settings: Callable[..., dict[str, Any]]) -> None:
    settings = read_settings()
    assert settings["IS_PRODUCTION"]
    assert settings["SESSION_COOKIE_NAME"] == "__Host-k"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"KITH_DEBUG": "1"}, "Debug is on"),
        ({"KITH_WORKER_INSIDE": "1"}, "Demo mode is on"),
        ({"DATABASE_URL": ""}, "There is no database"),
        ({"KITH_SECRET_KEY": ""}, "KITH_SECRET_KEY is not set"),
        ({"KITH_SECRET_KEY": "short"}, "KITH_SECRET_KEY is too short"),
        ({"KITH_SECRET_KEY": "a" * 80}, "KITH_SECRET_KEY is too short or too plain"),
        ({"KITH_SECRET_KEY": "django-insecure-" + "abcdefghijklmnop" * 4}, "KITH_SECRET_KEY is not set"),
        ({"KITH_AUDIT_KEY": ""}, "KITH_AUDIT_KEY is not set"),
        ({"KITH_AUDIT_KEY": "short"}, "KITH_AUDIT_KEY is too short"),
        ({"KITH_MASTER_KEYS": ""}, "KITH_MASTER_KEYS is not set"),
        ({"KITH_VAULT_KEYS": ""}, "KITH_VAULT_KEYS is not set"),
        ({"KITH_MASTER_KEYS": f"a:{KEY}", "KITH_VAULT_KEYS": f"b:{KEY}"}, "the same key"),
        ({"KITH_MASTER_KEYS": f"a:{KEY},b:{KEY}"}, "the same key"),
        ({"KITH_MASTER_KEYS": f"a:{KEY}", "KITH_AUDIT_KEY": KEY}, "One key serves two purposes"),
        ({"KITH_BACKUP_KEY": GOOD["KITH_AUDIT_KEY"]}, "One key serves two purposes"),
        ({"KITH_MASTER_KEYS": "a:c2hvcnQ="}, "is not name:base64"),
        ({"KITH_MASTER_KEYS": KEY}, "is not name:base64"),
        ({"KITH_MASTER_KEYS": "a:" + base64.b64encode(bytes(32)).decode()}, "is not name:base64"),
        ({"KITH_TLS_PROXY_HEADER": ""}, "KITH_TLS_PROXY_HEADER=HTTP_X_FORWARDED_PROTO=https"),
        ({"KITH_HOSTS": ""}, "set KITH_HOSTS"),
        ({"KITH_HOSTS": "*"}, "set KITH_HOSTS"),
        ({"KITH_PUBLIC_URL": "http://kith.example"}, "set KITH_PUBLIC_URL"),
        ({"KITH_RUN_BY": ""}, "set KITH_RUN_BY"),
        ({"KITH_CONTACT": ""}, "set KITH_CONTACT"),
        ({"KITH_ENV": "prod"}, "set it to one of demo, test, production"),
        ({"KITH_LANGUAGES": "cy"}, "set KITH_LANGUAGES to en or to en,cy"),
        ({"KITH_LANGUAGES": "en,fr"}, "set KITH_LANGUAGES to en or to en,cy"),
    ],
)
def test_an_unsafe_service_is_refused(
    read_settings: Callable[..., dict[str, Any]], changes: dict[str, str], words: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=re.escape(words)) as refusal:
        read_settings(**changes)
    told = str(refusal.value)
    assert told.count("\n- ") <= 2, "one change, one fault (a bad key may be two)"
    for secret in (value for name, value in (GOOD | changes).items() if "KEY" in name and len(value) > 10):
        assert secret not in told, "a secret is not repeated"


def test_all_faults_are_said_at_once(read_settings: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings(KITH_DEBUG="1", KITH_HOSTS="", KITH_VAULT_KEYS="")
    assert str(refusal.value).count("\n- ") == 3


def test_welsh_is_refused_until_its_safety_words_are_signed(
    read_settings: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    review = tmp_path / "review.toml"
    monkeypatch.setattr(reviewed, "REVIEW", review)
    assert [code for code, _name in read_settings()["LANGUAGES"]] == ["en-gb"]
    review.write_text("# nobody yet")
    with pytest.raises(ImproperlyConfigured, match="nobody has signed the Welsh of the safety words: set it to en"):
        read_settings(KITH_LANGUAGES="en,cy")
    review.write_text(f'[signed]\nreviewer = "Mair Hughes"\non = 2026-11-21\ndigest = "{reviewed.digest_now()}"\n')
    assert [code for code, _name in read_settings(KITH_LANGUAGES="en,cy")["LANGUAGES"]] == ["en-gb", "cy"]
    review.write_text(review.read_text().replace(reviewed.digest_now(), "0" * 64))
    with pytest.raises(ImproperlyConfigured, match="have changed since Mair Hughes signed their Welsh on 2026-11-21"):
        read_settings(KITH_LANGUAGES="en,cy")


def test_a_durable_server_has_no_fault() -> None:
    assert production.server_faults(SERVER.__getitem__) == []
    assert production.server_leaks(SERVER.__getitem__) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off"), ("server_version_num", "140011")],
)
def test_a_forgetful_server_is_refused(name: str, value: str) -> None:
    assert len(production.server_faults((SERVER | {name: value}).__getitem__)) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("log_statement", "all"), ("log_min_error_statement", "error"), ("log_error_verbosity", "default")],
)
def test_a_talkative_server_is_named(name: str, value: str) -> None:
    assert list(production.server_leaks((SERVER | {name: value}).__getitem__)) == [name]


def test_a_service_asks_its_server_and_does_not_start_on_one_that_forgets(ground: Ground) -> None:
    _, url = ground.use()
    answer = ground.run("migrate", **GOOD | {"DATABASE_URL": url})
    assert answer.returncode == 0, answer.stderr
    forgetful = GOOD | {"DATABASE_URL": url, "PGOPTIONS": "-c synchronous_commit=off"}
    for command in ("serve", "worker"):
        answer = ground.run(command, **forgetful)
        assert answer.returncode == 1
        assert "synchronous_commit is off" in answer.stderr
        assert "Traceback" not in answer.stderr


def test_a_service_does_not_start_on_tables_of_the_past(ground: Ground) -> None:
    _, url = ground.use()
    answer = ground.run("serve", **GOOD | {"DATABASE_URL": url})
    assert answer.returncode == 1
    assert "run ./run migrate" in answer.stderr
