"""The worker: runs queued jobs and schedules, frees stranded ones, and seals the audit five times a second."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

import structlog
from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate import App
from procrastinate.contrib.django import app

from kith.kernel import jobs, sealer

log = structlog.get_logger("kith.worker")
SEAL_EVERY_SECONDS, SWEEP_EVERY_SECONDS = 0.2, 30
LOOK_FAR_EVERY_SECONDS, SAY_AGAIN_AFTER_SECONDS = 600, 60


async def work() -> None:
    """Run until cancelled; a fault of one part is logged and that part begins again."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_again("jobs", _run_jobs))
        group.create_task(_again("sealer", _seal))


async def _again(part: str, run: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await run()
        except Exception:
            log.exception("worker.part_failed", part=part)
            await asyncio.sleep(1)


async def _run_jobs() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as own:  # type: ignore[attr-defined]
        async with own.open_async(), asyncio.TaskGroup() as group:
            group.create_task(_sweep(own))
            group.create_task(
                own.run_worker_async(concurrency=4, install_signal_handlers=False, delete_jobs="successful")
            )


async def _seal() -> None:
    stall, far_at = Stall(), 0.0
    while True:
        at = time.monotonic()
        is_far = at >= far_at
        far_at = at + LOOK_FAR_EVERY_SECONDS if is_far else far_at
        waiting = await sync_to_async(_seal_now, thread_sensitive=False)(None if is_far else sealer.NEAR)
        stall.look(waiting, at)
        await asyncio.sleep(SEAL_EVERY_SECONDS)


def _seal_now(back: int | None) -> float:
    """Seal what is ripe; returns how long the oldest of the rest has waited."""
    close_old_connections()
    try:
        while sealer.seal_ripe(back=back) == 5_000:
            pass
        return sealer.oldest_unsealed_seconds(back=back)
    finally:
        close_old_connections()


class Stall:
    """Says that sealing stands still: when it begins, once a minute while it lasts, and when it is over."""

    def __init__(self) -> None:
        self._said_at: float | None = None

    def look(self, waiting: float, at: float) -> None:
        """Take note of how many seconds the oldest entry has waited, at an instant of the machine's own clock."""
        if waiting <= sealer.ALARM_AFTER_SECONDS:
            if self._said_at is not None:
                log.warning("audit.sealed_again")
            self._said_at = None
        elif self._said_at is None or at - self._said_at >= SAY_AGAIN_AFTER_SECONDS:
            log.error("audit.not_sealed", seconds=round(waiting, 1))
            self._said_at = at


async def _sweep(own: App) -> None:
    while True:
        freed = await jobs.free_stranded(own)
        if freed:
            log.warning("jobs.stranded_freed", count=freed)
        await asyncio.sleep(SWEEP_EVERY_SECONDS)


def main() -> None:
    """The worker as a process of its own (production)."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(work())
