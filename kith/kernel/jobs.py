"""Work that happens later: queued in the same transaction as the deed that asks for it, never lost, maybe repeated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager

from kith.kernel.clock import now

STRANDED_AFTER_SECONDS = 60
_in_the_transaction = JobManager(DjangoConnector())
_RETRY = RetryStrategy(max_attempts=12, exponential_wait=2)


class Job:
    """A named job; `defer` queues it in the running transaction, `now` runs it at once (tests, commands)."""

    def __init__(self, name: str, function: Callable[..., None]) -> None:
        self.name, self.now = name, function
        self._task = app.task(name=name, retry=_RETRY, pass_context=False)(function)

    def defer(self, **arguments: Any) -> None:
        """Queue it. Arguments are JSON: ids and codes, never words that somebody wrote."""
        self._asked().defer(**arguments)

    def defer_at(self, at: dt.datetime, **arguments: Any) -> None:
        """Queue it for an instant to come, by the database's clock."""
        self._asked(schedule_at=at).defer(**arguments)

    def defer_once(self, lock: str, **arguments: Any) -> None:
        """Queue it unless one with this lock is already waiting."""
        try:
            self._asked(queueing_lock=lock).defer(**arguments)
        except AlreadyEnqueued:
            return

    def _asked(self, **options: Any) -> JobDeferrer:
        """By Django's own connection, also where a worker runs, which has put another into the application: a job that
        others could see before the transaction is over would find nothing, or outlive what was undone."""
        asked = self._task.configure(**options)
        asked.job_manager = _in_the_transaction
        return asked


def job(name: str) -> Callable[[Callable[..., None]], Job]:
    """Make a keyword-only function the job `name`; it must bear being run twice."""
    return lambda function: Job(name, function)


def every(cron: str, name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Run a function without arguments on this schedule (cron, UTC), once in the whole deployment."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        def at_its_time(timestamp: int) -> None:
            function()

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name)(at_its_time))
        return function

    return register


async def free_stranded(own: App) -> int:
    """Queue again what a dead worker left behind; returns how many jobs that was."""
    stalled = list(await own.job_manager.get_stalled_jobs(seconds_since_heartbeat=STRANDED_AFTER_SECONDS))
    for one in stalled:
        await own.job_manager.retry_job(one, retry_at=now())
    return len(stalled)
