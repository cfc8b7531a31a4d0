"""What every test may use: the cast, clients signed in as one of them, and the database under the web role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kith.config.launcher import prepared
from kith.domains.people.models import Account
from kith.domains.people.tests import factories as make
from kith.kernel import roles, sealed


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tests run as the web role, as pages do; only making and emptying the database is the owner's."""
    default = connections["default"]
    options = default.settings_dict["OPTIONS"]
    with django_db_blocker.unblock():
        default.close()
    options["assume_role"] = roles.WEB
    flush = DatabaseOperations.execute_sql_flush

    def as_owner(self: DatabaseOperations, sql_list: list[str]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            flush(self, sql_list)
            cursor.execute(f"SET ROLE {roles.WEB}")

    DatabaseOperations.execute_sql_flush = as_owner  # type: ignore[method-assign]
    yield  # outside the block above: a test without a database mark must not reach one
    DatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        default.close()
    options.pop("assume_role")


@pytest.fixture(scope="session", autouse=True)
def _made_from_sources() -> None:
    """Styles under their hashed names and compiled catalogues, as every page needs them."""
    prepared.all_of_it()


@pytest.fixture(autouse=True)
def _fresh_start(settings: Any) -> None:
    """No open keys and no language left over from the test before."""
    sealed.forget_keys()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    """The people of Marlbeck Vale that tests speak of; each is a Viewer, `client(viewer)` signs them in."""
    team = make.make_team()
    other = make.make_team("Eastmere early psychosis team")
    cast = SimpleNamespace(
        team=team,
        heron=make.make_member("Hannah Reed"),
        saffron=make.make_member("Sana Malik"),
        leah_member=make.make_member("Leah Thwaite"),
        arthur=make.make_member("Arthur Pell", login=False),
        priya=make.make_staff("Priya Nair", "link_worker", "facilitator", team=team),
        nadia=make.make_staff("Nadia Aziz", "facilitator", team=other),
        osei=make.make_staff("Kwame Osei", "clinician", team=team),
        leah_worker=make.make_staff("Leah Marsh", "peer_worker", team=other),
        tom=make.make_staff("Tom Birkett", "moderator", team=other),
        carys=make.make_staff("Carys Vaughan", "directory_editor", team=other),
        lin=make.make_staff("Mei Lin", "evaluator", team=other),
        sam=make.make_staff("Sam Ortiz", "administrator", team=other),
    )
    make.make_involvement(cast.priya, cast.heron)
    make.make_involvement(cast.priya, cast.arthur)

    def client(viewer: Any) -> Client:
        browser = Client()
        account = Account.objects.filter(person_id=viewer.id).first()
        if account:
            browser.force_login(account, "kith.domains.people.backends.ByName")
            session = browser.session
            session["second_step"] = True
            session.save()
        return browser

    def client_for(worker: Any, member: Any, how: str = "by phone, read back") -> Client:
        """A client of staff who act for the member: use addresses under /for/<member id>/."""
        browser = client(worker)
        session = browser.session
        session["on_behalf"] = {str(member.id): how}
        session.save()
        return browser

    cast.client, cast.client_for = client, client_for
    return cast


@pytest.fixture
def constant_queries(django_assert_num_queries: Any) -> Callable[..., None]:
    """The number of queries is the same for 1 and for 3 rows: `constant_queries(make_one, fetch)`."""

    def check(make_one: Callable[[], object], fetch: Callable[[], object]) -> None:
        counts = []
        for _more in (1, 2):
            for _row in range(_more):
                make_one()
            fetch()
            sealed.forget_keys()
            with CaptureQueriesContext(connection) as seen:
                fetch()
            counts.append(len(seen))
        assert counts[0] == counts[1], f"{counts[0]} queries for 1 row, {counts[1]} for 3"

    return check
