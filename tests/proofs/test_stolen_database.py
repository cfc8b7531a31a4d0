"""A stolen dump of the database: the vault joins nothing, sealed words stay sealed, and it opens no door."""

import secrets
import subprocess
import uuid

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kith.config.commands import _dump
from kith.domains.people import actions as people
from kith.domains.people import vault
from kith.domains.people.models import Account, Confirmation, Invitation, Person, Pseudonym
from kith.domains.people.tests import factories as make
from kith.kernel.access import ANYONE, system
from tests.proofs.raw_files import Disk

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
def mark() -> str:
    """Letters that no other test has ever written, for what other tests leave on the same disk."""
    return "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(10))


@pytest.fixture
def disk(transactional_db) -> Disk:
    """The server's files, from before the first canary."""
    return Disk()


@pytest.fixture
def joined(transactional_db, mark) -> dict[str, str | bytes | uuid.UUID]:
    """Somebody who joined in a browser, staff with a second step, an open account on its way: all with canaries."""
    person = make.make_person(
        f"Canarina Reedwarbler{mark}",
        known_as=f"Canarinella{mark}",
        contact={"phone": "+447700900987", "email": f"canary.one.{mark}@example.org", "postcode": "ZZ11 9QX"},
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
    tried = {"name": f"Umber Zefir{mark}", "password": f"canary wrong {mark}"}
    Client(REMOTE_ADDR="203.0.113.78").post("/sign-in", tried)
    worker = make.make_staff(f"Priscilla Canarywren{mark}", "link_worker")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(Account.objects.get(person_id=worker.id), secret)
    team = make.make_team()
    sam = make.make_staff("Sam Ortiz", "administrator")
    people.invite_staff(by=sam, team=team, name="Newcanary Lark", email="lark@example.org", role="clinician")
    people.ask_confirmation(
        by=ANYONE,
        is_adult=True,
        route="email",
        to=f"canary.two.{mark}@example.org",
        address="203.0.113.79",
        language="cy",
    )
    leah = make.make_person("Leah Canarythwaite")
    vault.link_human(leah.pk, worker.id)
    return {
        "real name": f"Reedwarbler{mark}",
        "known as": f"Canarinella{mark}",
        "phone": "7700900987",
        "e-mail": f"canary.one.{mark}",
        "postcode": "9QX",
        "staff name": f"Canarywren{mark}",
        "key": " ".join(issued.words),
        "last words of the key": " ".join(issued.words[-3:]),
        "password": PASSWORD,
        "wrong password": f"canary wrong {mark}",
        "name that was tried": f"Zefir{mark}",
        "recovery code": codes[0].split("<")[0],
        "phone secret": secret,
        "invitation": Invitation.objects.get(token__isnull=False).token,
        "confirmed address": f"canary.two.{mark}",
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
    connection.cursor().execute("UPDATE people_pseudonym SET avatar = %s", [b"Zefir".hex()])
    assert "tried" in found(pg_dump(), {"tried": "Zefir"})


# The disk itself: what is deleted, replaced or still in the journal, a dump does not show.

NOT_OF_THIS_RUN = {"phone", "postcode", "password", "confirmation code", "address of the caller"}


def of_this_run(canaries: dict[str, str | bytes | uuid.UUID]) -> dict[str, str | bytes | uuid.UUID]:
    """Those that nothing else on the same disk can have written, and that are too long to stand there by chance."""
    return {name: canary for name, canary in canaries.items() if name not in NOT_OF_THIS_RUN}


@pytest.mark.req("R002-16", "R002-27")
def test_nothing_sealed_can_be_read_off_the_disk(disk, joined, mark):
    person = Person.objects.get(pk=vault.person_of(Pseudonym.objects.get(handle=HANDLE).pk))
    person.name = f"Renamed{mark}"
    person.save(update_fields=["name"])
    names = [f"Reedwarbler{mark}", f"Canarinella{mark}", f"Zefir{mark}", f"Renamed{mark}"]
    folded = {f"{name}, folded": name.lower() for name in names}
    canaries = of_this_run(joined) | folded | {"name after": f"Renamed{mark}"}
    assert found(disk.tables(), canaries) == []
    assert found(disk.journal(), canaries) == []


@pytest.mark.req("R002-16")
def test_the_vault_s_own_file_joins_no_handle_to_a_person(disk, joined):
    pseudonym = Pseudonym.objects.get(handle=HANDLE)
    person_id = vault.person_of(pseudonym.pk)
    kept = disk.table("vault.identity")
    assert kept.strip(b"\0"), "the file holds the link, sealed"
    both = {"person": person_id, "raw person": person_id.bytes, "pseudonym": pseudonym.pk}
    assert found(kept, both | {"raw pseudonym": pseudonym.pk.bytes}) == []


def test_the_server_s_log_repeats_no_words(disk, joined, mark):
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute("UPDATE people_pseudonym SET folded = NULL WHERE handle <> %s", [f"Told{mark}"])
    if disk.log is None:
        pytest.skip("where this server writes its log is not known to the tests")
    said = disk.log_lines()
    assert b"violates not-null constraint" in said, "the error itself is there"
    assert found(said, of_this_run(joined) | {"mark": mark}) == []


def test_a_canary_in_a_plain_column_is_found_on_the_disk(disk, joined, mark):
    """Negative control, for the tables, for the journal, and for a row that is gone."""
    plain = {"plain": f"Plain{mark}"}
    assert found(disk.tables(), plain) == found(disk.journal(), plain) == []
    connection.cursor().execute("UPDATE people_pseudonym SET avatar = %s", [f"Plain{mark}"])
    connection.cursor().execute("UPDATE people_pseudonym SET avatar = 'another'")
    assert found(disk.tables(), plain) == found(disk.journal(), plain) == ["plain"]
