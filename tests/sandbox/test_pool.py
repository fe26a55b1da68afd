"""Warm containers: used once, replaced in the background, gone at the end."""

import threading
import time
from collections.abc import Callable
from typing import cast

import pytest

from sandbox.container import Container
from sandbox.errors import EngineUnavailableError, SandboxError
from sandbox.hardening import Shape
from sandbox.model import Limits
from sandbox.pool import WarmPool

SMALL = Shape.of(Limits(memory_mib=64))
LARGE = Shape.of(Limits(memory_mib=512))


class FakeContainer:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.removed = False
        self.alive = True

    def is_alive(self) -> bool:
        return self.alive


class FakeEngine:
    """Starts containers, and remembers them all."""

    def __init__(self, *, fails: bool = False) -> None:
        self.started: list[FakeContainer] = []
        self.fails = fails
        self.tries = 0
        self.at_once = 0
        self.most_at_once = 0
        self._lock = threading.Lock()

    def start(self, shape: Shape) -> Container:
        with self._lock:
            self.tries += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(0.01)
        with self._lock:
            self.at_once -= 1
        if self.fails:
            raise EngineUnavailableError("no engine")
        container = FakeContainer(shape)
        self.started.append(container)
        return cast("Container", container)

    @staticmethod
    def discard(container: Container) -> None:
        cast("FakeContainer", container).removed = True

    def alive(self) -> int:
        return sum(not container.removed for container in self.started)


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)
    return condition()


def test_no_container_is_given_out_twice() -> None:
    engine = FakeEngine()
    pool = WarmPool(engine.start, engine.discard, size=2)

    given = [pool.take(SMALL) for _ in range(10)]
    pool.close()

    assert len({id(container) for container in given}) == 10


def test_what_was_taken_is_replaced() -> None:
    engine = FakeEngine()
    pool = WarmPool(engine.start, engine.discard, size=2)
    pool.warm_up(SMALL)
    assert eventually(lambda: pool.idle() == 2)

    pool.take(SMALL)

    assert eventually(lambda: pool.idle() == 2)
    pool.close()


def test_one_that_died_while_it_waited_is_not_given_out() -> None:
    engine = FakeEngine()
    pool = WarmPool(engine.start, engine.discard, size=2)
    pool.warm_up(SMALL)
    assert eventually(lambda: pool.idle() == 2)
    dead = list(engine.started)
    for container in dead:
        container.alive = False

    assert cast("FakeContainer", pool.take(SMALL)) not in dead
    assert all(container.removed for container in dead)
    pool.close()


def test_no_more_are_started_at_once_than_allowed() -> None:
    engine = FakeEngine()
    pool = WarmPool(engine.start, engine.discard, size=8, starters=2)
    pool.warm_up(SMALL)

    assert eventually(lambda: pool.idle() == 8)
    assert engine.most_at_once <= 2
    pool.close()


def test_a_pool_of_none_starts_when_asked() -> None:
    engine = FakeEngine()
    pool = WarmPool(engine.start, engine.discard, size=0)

    assert cast("FakeContainer", pool.take(SMALL)).shape == SMALL
    assert pool.idle() == 0
    pool.close()


def test_a_container_of_another_shape_is_never_given() -> None:
    engine = FakeEngine()
    pool = WarmPool(engine.start, engine.discard, size=2)
    pool.warm_up(SMALL)
    assert eventually(lambda: pool.idle() == 2)

    assert cast("FakeContainer", pool.take(LARGE)).shape == LARGE
    pool.close()


def test_shapes_that_take_turns_are_both_kept_warm() -> None:
    engine = FakeEngine()
    pool = WarmPool(engine.start, engine.discard, size=2)
    for shape in (SMALL, LARGE) * 2:
        pool.take(shape)
    assert eventually(lambda: pool.idle() == 2)
    started = len(engine.started)

    pool.take(SMALL)
    pool.take(LARGE)

    assert eventually(lambda: pool.idle() == 2)
    assert len(engine.started) == started + 2
    pool.close()


def test_no_more_wait_than_the_size_whatever_was_asked_for() -> None:
    engine = FakeEngine()
    pool = WarmPool(engine.start, engine.discard, size=2)

    given = [cast("FakeContainer", pool.take((SMALL, LARGE)[at % 3 == 0])) for at in range(9)]

    assert eventually(lambda: engine.alive() == len(given) + 2)
    assert pool.idle() == 2
    pool.close()
    assert engine.alive() == len(given)


def test_nothing_is_left_after_closing_even_what_was_still_coming() -> None:
    engine = FakeEngine()
    pool = WarmPool(engine.start, engine.discard, size=4)
    pool.warm_up(SMALL)

    pool.close()

    assert engine.alive() == 0
    assert pool.idle() == 0


def test_one_that_could_not_be_started_is_tried_again_without_an_order() -> None:
    engine = FakeEngine(fails=True)
    pool = WarmPool(engine.start, engine.discard, size=2, retry_seconds=0.01)
    pool.warm_up(SMALL)
    assert eventually(lambda: engine.tries > 2)

    engine.fails = False

    assert eventually(lambda: pool.idle() == 2)
    pool.close()
    assert engine.alive() == 0


def test_whoever_asks_hears_that_none_could_be_started() -> None:
    engine = FakeEngine(fails=True)
    pool = WarmPool(engine.start, engine.discard, size=2)

    with pytest.raises(SandboxError, match="no engine"):
        pool.take(SMALL)
    pool.close()
