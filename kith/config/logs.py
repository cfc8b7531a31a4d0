"""Logs as lines of JSON that hold codes and places, never words that somebody wrote.

A message of a library may quote a request, and the text of an exception may quote a row. So a line says which code
spoke (`where`), how badly, and the codes that we gave it ourselves; an exception is its type and its frames.
"""

import logging
import logging.config
import re
import sys
import traceback
import uuid
from collections.abc import MutableMapping
from typing import Any

import structlog

# What we log ourselves: an event is a code; a value is a number, an id or a code.
CODE = re.compile(r"[a-z][a-z0-9_.:/-]{0,79}", re.ASCII)
OUR_KEYS = {"at", "level", "logger", "event", "where", "error", "frames", "status"}
LEFT_OUT = "[left out]"
Line = MutableMapping[str, Any]


def configure(how: dict[str, Any] | None = None) -> None:
    """Send every log of the process through this page.

    `lines` is "json"; or "words" for the demo's terminal, where everybody is invented and messages are shown whole.
    """
    before = [structlog.stdlib.add_logger_name, structlog.stdlib.add_log_level, _instant, _where]
    after: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if (how or {}).get("lines") == "words":
        after += [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    else:
        after += [keep_codes, structlog.processors.JSONRenderer()]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "line": {"()": structlog.stdlib.ProcessorFormatter, "foreign_pre_chain": before, "processors": after}
            },
            "handlers": {"out": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}},
            "root": {"handlers": ["out"], "level": "INFO"},
            "loggers": {
                # Django gives these handlers of its own, which print whole requests or mail them.
                "django": {"handlers": [], "level": "INFO", "propagate": True},
                "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
                # A page that is not there is no news; the proxy counts them.
                "django.request": {"level": "ERROR"},
                # uvicorn comes with a handler of its own, which would print exceptions whole.
                "uvicorn": {"handlers": [], "propagate": True},
                "uvicorn.error": {"handlers": [], "level": "WARNING", "propagate": True},
                "django.db.backends": {"level": "WARNING"},
                "procrastinate": {"level": "WARNING"},
                # A line a page belongs to the proxy; ours would hold addresses of people.
                "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
            },
        }
    )
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def keep_codes(_logger: Any, _method: str, line: Line) -> Line:
    """Leave out every value that could be somebody's words; tell an exception by its type and its frames."""
    error = line.pop("exc_info", None)
    line.pop("stack_info", None)
    for name, value in line.items():
        if name not in OUR_KEYS:
            line[name] = _code(value)
    line["event"] = _code(line.get("event")) if _is_ours(line) else "library"
    if error:
        _tell(line, error)
    return line


def _is_ours(line: Line) -> bool:
    return str(line.get("logger", "")).split(".")[0] == "kith"


def _code(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | uuid.UUID):
        return str(value) if isinstance(value, uuid.UUID) else value
    text = str(value)
    return text if CODE.fullmatch(text) else LEFT_OUT


def _instant(_logger: Any, _method: str, line: Line) -> Line:
    return structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")(_logger, _method, line)


def _where(_logger: Any, _method: str, line: Line) -> Line:
    """The place in the code that spoke; with it an operator finds what a library meant."""
    record = line.get("_record")
    if isinstance(record, logging.LogRecord):
        line["where"] = f"{record.module}:{record.lineno}"
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            line["status"] = status
    return line


def _tell(line: Line, error: Any) -> None:
    kind, value, frames = sys.exc_info() if error is True else _parts(error)
    if kind is None:
        return
    line["error"] = f"{kind.__module__}.{kind.__qualname__}"
    last = traceback.extract_tb(frames)[-12:]
    line["frames"] = [f"{'/'.join(f.filename.split('/')[-3:])}:{f.lineno} {f.name}" for f in last]
    cause = value.__cause__ if value is not None else None
    if cause is not None:
        line["cause"] = f"{type(cause).__module__}.{type(cause).__qualname__}"


def _parts(error: Any) -> Any:
    return (type(error), error, error.__traceback__) if isinstance(error, BaseException) else error
