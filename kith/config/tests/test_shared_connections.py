"""Pages drawn in threads of their own share a few connections, each with the role of pages."""

import psycopg
import pytest

from kith.config.tests.conftest import Ground

PAGES = """
import threading, django
django.setup()
from django.db import close_old_connections, connection
from kith.config.database import share_connections
if {shared}: share_connections()
told, gate = [], threading.Semaphore(3)
def page():
    with gate:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), current_user")
            told.append(cursor.fetchone())
        close_old_connections()
pages = [threading.Thread(target=page) for _n in range(24)]
for one in pages: one.start()
for one in pages: one.join()
print(len(told), len({{pid for pid, role in told}}), *{{role for pid, role in told}})
"""


@pytest.mark.parametrize(("shared", "at_most"), [(True, 4), (False, 24)])
def test_a_page_in_a_thread_of_its_own_takes_a_connection_that_is_there(
    ground: Ground, shared: bool, at_most: int
) -> None:
    _, url = ground.use()
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("CREATE ROLE pages")
        owner.execute("GRANT pages TO CURRENT_USER")
    said = {"DATABASE_URL": url, "KITH_DB_ROLE": "pages", "KITH_DB_CONNECTIONS": "4"}
    settings = {"DJANGO_SETTINGS_MODULE": "kith.config.settings", "KITH_ENV": "test"}
    out, err = ground.start("-c", PAGES.format(shared=shared), **said, **settings).communicate(timeout=60)
    pages, connections, *roles = out.split() or [err]
    assert (pages, roles) == ("24", ["pages"])
    assert int(connections) <= at_most
    assert shared or int(connections) == 24, "and without sharing each opens one of its own"
