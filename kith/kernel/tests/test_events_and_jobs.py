"""An event is heard once its transaction has committed, never when it was rolled back; stranded work is freed."""

import asyncio
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.kernel import events, jobs

pytestmark = pytest.mark.django_db(transaction=True)
heard: list[str] = []


@dataclass(frozen=True)
class LampLit:
    room: str


@pytest.fixture(autouse=True)
def hearer():
    heard.clear()
    events.hears(LampLit)(on_lamp_lit)
    yield
    events._hearers.pop(events._name(LampLit))


def on_lamp_lit(event: LampLit) -> None:
    heard.append(event.room)


def test_what_happened_long_ago_is_told_to_nobody():
    before = ProcrastinateJob.objects.count()
    with transaction.atomic():
        with events.long_ago():
            events.emit(LampLit("kitchen"))
        assert ProcrastinateJob.objects.count() == before
        events.emit(LampLit("hall"))
        assert ProcrastinateJob.objects.count() == before + 1
        transaction.set_rollback(True)


def run_worker() -> None:
    async def once() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as own:
            async with own.open_async():
                await own.run_worker_async(wait=False, install_signal_handlers=False)

    asyncio.run(once())


def test_it_is_heard_after_commit():
    with transaction.atomic():
        events.emit(LampLit(room="willow"))
        assert heard == []
    run_worker()
    assert heard == ["willow"]


def test_rolled_back_nobody_hears_of_it():
    with transaction.atomic():
        events.emit(LampLit(room="willow"))
        transaction.set_rollback(True)
    run_worker()
    assert heard == []


def test_what_a_reaction_asks_for_waits_for_its_transaction_too():
    """Also inside the worker, which has a connection of its own for its own business."""
    seen = []

    def deed(*, is_undone: bool) -> None:
        with transaction.atomic():
            events.emit(LampLit(room="undone" if is_undone else "willow"))
            seen.append(ProcrastinateJob.objects.filter(task_name="kernel.deliver_event").count())
            transaction.set_rollback(is_undone)

    task = jobs.job("trial.deed")(deed)
    task.defer(is_undone=True)
    task.defer(is_undone=False)
    run_worker()
    run_worker()
    assert len(seen) == 2
    assert heard == ["willow"]


def test_a_job_waits_once_under_its_lock():
    task = jobs.job("trial.once")(lambda: None)
    with transaction.atomic():
        task.defer_once("trial.once")
    with transaction.atomic():
        task.defer_once("trial.once")
    assert ProcrastinateJob.objects.filter(task_name="trial.once").count() == 1


def test_what_a_dead_worker_left_behind_is_queued_again():
    events.emit(LampLit(room="willow"))
    job = ProcrastinateJob.objects.get(task_name="kernel.deliver_event", status="todo")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job.id])
        cursor.execute("SET ROLE kith_web")
    run_worker()
    assert heard == []
    assert free() == 1
    run_worker()
    assert heard == ["willow"]


def free() -> int:
    async def go() -> int:
        with app.replace_connector(app.connector.get_worker_connector()) as own:
            async with own.open_async():
                return await jobs.free_stranded(own)

    return asyncio.run(go())
