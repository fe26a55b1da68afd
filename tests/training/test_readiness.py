import itertools

from training.readiness import LONGEST_PAUSE_SECONDS, Readiness


class Engine:
    def __init__(self) -> None:
        self.gone = False
        self.looks = 0
        self.now = 0.0

    def look(self) -> str | None:
        self.looks += 1
        return "The engine is gone." if self.gone else None

    def clock(self) -> float:
        return self.now


def test_nothing_is_looked_at_again_while_all_goes_well() -> None:
    engine = Engine()
    readiness = Readiness(engine.look, clock=engine.clock)
    assert [readiness.obstacle() for _ in range(5)] == [None] * 5
    assert engine.looks == 1


def test_an_obstacle_stays_until_a_later_look_finds_it_gone() -> None:
    engine = Engine()
    readiness = Readiness(engine.look, clock=engine.clock)
    engine.gone = True
    readiness.doubt()
    assert readiness.obstacle() == "The engine is gone."
    engine.gone = False
    assert readiness.obstacle() == "The engine is gone."
    engine.now += LONGEST_PAUSE_SECONDS
    assert readiness.obstacle() is None


def test_looks_become_rarer_the_longer_it_lasts() -> None:
    engine = Engine()
    engine.gone = True
    readiness = Readiness(engine.look, clock=engine.clock)
    times = []
    for _ in range(1000):
        before = engine.looks
        readiness.obstacle()
        if engine.looks > before:
            times.append(engine.now)
        engine.now += 0.5
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert gaps == sorted(gaps)
    assert max(gaps) < LONGEST_PAUSE_SECONDS + 1
