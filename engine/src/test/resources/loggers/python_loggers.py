# SPDX-FileCopyrightText: The Telemetry Backbone authors
# SPDX-License-Identifier: Apache-2.0

"""Writes the same events with each logging library of Python: python3 python_loggers.py FOLDER"""
import logging
import os
import sys

import loguru
import structlog
from pythonjsonlogger.json import JsonFormatter

FOLDER = sys.argv[1]
FIELDS = {"orderId": "A-1001", "amount": 12.5, "items": 3, "paid": True}
TRACE = {"trace_id": "4bf92f3577b34da6a3ce929d0e0e4736", "span_id": "00f067aa0ba902b7"}


def path(name):
    return os.path.join(FOLDER, "python-" + name + ".log")


def fail():
    try:
        {}["reset"]
    except KeyError as cause:
        raise ValueError("card refused: limit") from cause


def events(log, failed):
    """Calls log(level, message, fields); failed(message) within the handler of an exception."""
    log("info", "Order placed", FIELDS)
    log("warning", 'Slow query: took=1.5s for "select"', {})
    log("debug", "주문 완료", {})
    try:
        fail()
    except ValueError:
        failed("Payment failed")
    log("info", "Traced call", TRACE)
    log("error", "Last one", {})


def standard(name, formatter):
    handler = logging.FileHandler(path(name), encoding="utf-8")
    handler.setFormatter(formatter)
    logger = logging.getLogger("shop.orders")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    events(
        lambda level, message, more: getattr(logger, level)(message, extra=more),
        logger.exception,
    )
    handler.close()


def all_standard():
    standard("basic", logging.Formatter(logging.BASIC_FORMAT))
    standard("dashes", logging.Formatter("%(asctime)s - %(name)s - %(levelname)s - %(message)s"))
    standard("brackets", logging.Formatter("%(asctime)s [%(levelname)s] %(name)s: %(message)s"))
    standard("level-name", logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    standard("level-only", logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    standard("django", logging.Formatter("{levelname} {asctime} {module} {process:d} {thread:d} {message}", style="{"))
    standard("flask", logging.Formatter("[%(asctime)s] %(levelname)s in %(module)s: %(message)s"))
    standard("json", JsonFormatter())
    standard("json-more", JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))


def with_structlog(name, *processors):
    with open(path(name), "w", encoding="utf-8") as out:
        structlog.reset_defaults()
        if processors:
            structlog.configure(processors=list(processors), logger_factory=structlog.WriteLoggerFactory(out))
        else:
            structlog.configure(logger_factory=structlog.WriteLoggerFactory(out))
        logger = structlog.get_logger()
        events(lambda level, message, more: getattr(logger, level)(message, **more), logger.exception)


def all_structlog():
    with_structlog("structlog")
    with_structlog(
        "structlog-json",
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    )
    with_structlog(
        "structlog-logfmt",
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
    )


def with_loguru(name, **options):
    loguru.logger.remove()
    loguru.logger.add(path(name), level="DEBUG", **options)
    events(
        lambda level, message, more: getattr(loguru.logger.bind(**more), level)(message),
        loguru.logger.exception,
    )
    loguru.logger.remove()


all_standard()
all_structlog()
with_loguru("loguru", backtrace=False, diagnose=False)
with_loguru("loguru-verbose")
with_loguru("loguru-json", serialize=True)
fail()
