"""Permutation tests: how often chance alone sets groups apart as clearly as what was seen."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

SHUFFLES = 2000
AT_ONCE = 100
SEED = 1  # the same data get the same words


def chances_of_groups(groups: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Return for each group how often shuffled values set any group apart from the rest as clearly as it is, 0..1.

    What a group is held against is the clearest of all groups in each shuffle, so that among any number of groups
    these chances err no oftener than they say (Westfall and Young 1993, section 2.6). Unlike Student's t they hold for
    small groups of values that are nearly all 0 or 1. Empty for less than two groups.
    """
    import numpy as np  # noqa: PLC0415 - SciPy brings it; most commands never ask for it

    known = {name: values for name, values in groups.items() if len(values)}
    if len(known) < 2:  # noqa: PLR2004 - it takes two to differ
        return {}
    values = np.concatenate([np.asarray(found, dtype=float) for found in known.values()])
    values -= values.mean()
    sizes = np.array([len(found) for found in known.values()])
    seen = _clearness(values[None, :], sizes)[0]
    random = np.random.default_rng(SEED)
    orders = (random.permuted(np.tile(values, (AT_ONCE, 1)), axis=1) for _ in range(SHUFFLES // AT_ONCE))
    highest = np.concatenate([_clearness(shuffled, sizes).max(axis=1) for shuffled in orders])
    # rounding must not make what was seen clearer than its own equal; and what was seen is one of the orders
    as_clear = (highest[:, None] >= seen * (1 - 1e-9)).sum(axis=0)
    return {name: (int(n) + 1) / (SHUFFLES + 1) for name, n in zip(known, as_clear, strict=True)}


def _clearness(values: "np.ndarray", sizes: "np.ndarray") -> "np.ndarray":
    """Return how far each group's mean is from the rest's in standard errors, but for a factor that all share.

    `values` has a row for each order of them, the result a row for each order and a column for each group.
    """
    import numpy as np  # noqa: PLC0415 - as above

    sums = np.add.reduceat(values, np.cumsum(sizes) - sizes, axis=1)
    rest = values.shape[1] - sizes
    # the values' sum is 0, so the rest's is the group's with the other sign
    found: np.ndarray = np.abs(sums / sizes + sums / rest) / np.sqrt(1 / sizes + 1 / rest)
    return found
