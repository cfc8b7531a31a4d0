"""The worker says that the audit is not being sealed, and is not a nuisance about it."""

from structlog.testing import capture_logs

from kith.config.worker import Stall


def said(*looks: tuple[float, float]) -> list[str]:
    """What is logged when at these instants the oldest entry has waited so long."""
    stall = Stall()
    with capture_logs() as lines:
        for at, waiting in looks:
            stall.look(waiting, at)
    return [line["event"] for line in lines]


def test_a_stall_is_said_when_it_begins_once_a_minute_and_when_it_ends():
    five_times_a_second = [(n / 5, 6 + n / 5) for n in range(5 * 150)]
    assert said(*five_times_a_second, (150, 0), (151, 0)) == ["audit.not_sealed"] * 3 + ["audit.sealed_again"]


def test_what_is_sealed_in_time_is_no_news():
    assert said((0, 0), (1, 4.9), (2, 0)) == []


def test_the_next_stall_is_said_at_once():
    assert said((0, 6), (1, 0), (2, 6)) == ["audit.not_sealed", "audit.sealed_again", "audit.not_sealed"]
