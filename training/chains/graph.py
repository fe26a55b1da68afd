"""Which stage follows which: a small directed graph without cycles."""

from graphlib import CycleError, TopologicalSorter

from training.model.chains import Chain, Stage


def befores(chain: Chain) -> dict[str, tuple[str, ...]]:
    """Return for each stage the stages that it directly follows, in the order that it names them."""
    found: dict[str, tuple[str, ...]] = {}
    before: Stage | None = None
    for stage in chain.stages:
        found[stage.name] = stage.after if stage.after is not None else ((before.name,) if before else ())
        before = stage
    return found


def cycle(chain: Chain) -> tuple[str, ...]:
    """Return the stages of a cycle, the first one again at its end; empty where there is none."""
    try:
        TopologicalSorter(befores(chain)).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def ordered(chain: Chain) -> tuple[Stage, ...]:
    """Return the stages so that each comes after those it follows, else in the order of the list.

    Raises:
        ValueError: there is a cycle, or a stage follows one that there is not.
    """
    waiting, placed, edges = list(chain.stages), list[Stage](), befores(chain)
    while waiting:
        names = {stage.name for stage in placed}
        ready = next((stage for stage in waiting if names.issuperset(edges[stage.name])), None)
        if ready is None:
            raise ValueError("the stages can't be put in an order")
        waiting.remove(ready)
        placed.append(ready)
    return tuple(placed)


def ancestors(chain: Chain, name: str) -> frozenset[str]:
    """Return the stages whose results are there when a stage begins."""
    edges = befores(chain)
    found: set[str] = set()
    open_ = list(edges.get(name, ()))
    while open_:
        one = open_.pop()
        if one not in found:
            found.add(one)
            open_.extend(edges.get(one, ()))
    return frozenset(found)


def ends(chain: Chain) -> tuple[str, ...]:
    """Return the stages that nothing follows."""
    followed = {name for names in befores(chain).values() for name in names}
    return tuple(stage.name for stage in chain.stages if stage.name not in followed)
