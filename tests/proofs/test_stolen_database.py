"""A stolen dump of the database: the vault joins nothing, sealed words stay sealed, and it opens no door."""

import subprocess
import uuid

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.test import Client

from kith.config.commands import _dump
from kith.domains.people import actions as people
from kith.domains.people import vault
from kith.domains.people.models import Account, Confirmation, Invitation, Person, Pseudonym
from kith.domains.people.tests import factories as make
from kith.kernel.access import ANYONE, system

HOUSE = system("tests")
HANDLE, PASSWORD = "Umber Zephyr", "canary plum lantern"


def pg_dump() -> bytes:
    """Everything the owner of the database can dump, as text and with binary values in hexadecimal."""
    known = connection.settings_dict
    major = connection.pg_version // 10_000
    socket = known["HOST"] or "/var/run/postgresql"
    command = [_dump.program("pg_dump", major), "--inserts", "-h", socket, "-d", known["NAME"]]
    command += ["-p", str(known["PORT"])] if known["PORT"] else []
    command += ["-U", known["USER"]] if known["USER"] else []
    return subprocess.run(command, check=True, capture_output=True, env={"PGPASSWORD": known["PASSWORD"] or ""}).stdout


def shapes(canary: str | bytes | uuid.UUID) -> list[bytes]:
    """How a value could stand in a dump: as it is, and in hexadecimal."""
    if isinstance(canary, uuid.UUID):
        return [str(canary).encode(), canary.hex.encode()]
    raw = canary if isinstance(canary, bytes) else canary.encode()
    return [raw, raw.hex().encode()]


def found(dump: bytes, canaries: dict[str, str | bytes | uuid.UUID]) -> list[str]:
    """The names of the canaries that stand in the dump."""
    return [name for name, canary in canaries.items() if any(shape in dump for shape in shapes(canary))]


@pytest.fixture
def joined(transactional_db) -> dict[str, str | bytes | uuid.UUID]:
    """Somebody who joined in a browser, staff with a second step, an open account on its way: all with canaries."""
    person = make.make_person(
        "Canarina Reedwarbler",
        known_as="Canarinella",
        contact={"phone": "+447700900987", "email": "canary.one@example.org", "postcode": "ZZ11 9QX"},
    )
    issued = make.make_key(person)
    browser = Client(REMOTE_ADDR="203.0.113.77")
    browser.post("/join", {"words": " ".join(issued.words)})
    browser.post("/join/pin", {"pin": issued.pin})
    browser.post("/join/safety", {"is_shared": "no"})
    page = browser.get("/join/name").content.decode()
    seed = page.split('name="avatar" type="radio" value="')[1].split('"')[0]
    browser.post("/join/name", {"handle": "own", "own": HANDLE, "avatar": seed})
    browser.post("/join/agree", {"rules": "on"})
    browser.post("/join/password", {"password": PASSWORD})
    codes = browser.get("/join/sheet").content.decode().split("<samp>")[1:]
    browser.post("/join/sheet")
    Client(REMOTE_ADDR="203.0.113.78").post("/sign-in", {"name": "Umber Zefir", "password": "canary wrong"})
    worker = make.make_staff("Priscilla Canarywren", "link_worker")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(Account.objects.get(person_id=worker.id), secret)
    team = make.make_team()
    sam = make.make_staff("Sam Ortiz", "administrator")
    people.invite_staff(by=sam, team=team, name="Newcanary Lark", email="lark@example.org", role="clinician")
    people.ask_confirmation(
        by=ANYONE, is_adult=True, route="email", to="canary.two@example.org", address="203.0.113.79", language="cy"
    )
    leah = make.make_person("Leah Canarythwaite")
    vault.link_human(leah.pk, worker.id)
    return {
        "real name": "Reedwarbler",
        "known as": "Canarinella",
        "phone": "7700900987",
        "e-mail": "canary.one",
        "postcode": "9QX",
        "staff name": "Canarywren",
        "key": " ".join(issued.words),
        "last words of the key": " ".join(issued.words[-3:]),
        "password": PASSWORD,
        "wrong password": "canary wrong",
        "name that was tried": "Zefir",
        "recovery code": codes[0].split("<")[0],
        "phone secret": secret,
        "invitation": Invitation.objects.get(token__isnull=False).token,
        "confirmed address": "canary.two",
        "confirmation code": f"'{Confirmation.objects.get().code}'",
        "address of the caller": "203.0.113.7",
    }


@pytest.mark.req("R002-16", "R002-27")
def test_nothing_sealed_can_be_read_off_a_dump(joined):
    assert found(pg_dump(), joined) == []


@pytest.mark.req("R002-16")
def test_a_dump_joins_no_handle_to_a_person(joined):
    dump = pg_dump()
    pseudonym = Pseudonym.objects.get(handle=HANDLE)
    person_id = vault.person_of(pseudonym.pk)
    account = Account.objects.get(person_id=person_id)
    assert HANDLE.encode() in dump, "handles themselves are public"
    inside = dump[dump.index(b"INSERT INTO vault.identity") :].split(b"\n", 1)[0]
    assert found(inside, {"person": person_id, "pseudonym": pseudonym.pk, "account": account.pk}) == []
    assert found(inside, {"raw person": person_id.bytes, "raw pseudonym": pseudonym.pk.bytes}) == []
    assert pseudonym.created_at.day == 1, "the day would tell who joined then"
    for line in dump.splitlines():
        about_handle = found(line, {"handle": HANDLE, "folded": pseudonym.folded, "pseudonym": pseudonym.pk})
        about_person = found(line, {"person": person_id, "account": account.pk})
        assert not (about_handle and about_person), line[:200]


def test_a_canary_in_a_plain_column_is_found(joined):
    """Negative control: the same search does find what somebody forgot to seal."""
    Person.objects.filter(pk=make.make_person("x").pk).update(language="9QX")
    assert found(pg_dump(), joined) == ["postcode"]
    connection.cursor().execute("UPDATE people_pseudonym SET avatar = %s", [b"Reedwarbler".hex()])
    assert "real name" in found(pg_dump(), joined)
