"""How fast one visitor may ask. Counted in this process: a count in the store would be a write for every read.

So with two processes a visitor may ask twice as fast, which the limits allow for. What must not be forgiven by a
restart, failed sign-ins, is counted in the store (`webapp.auth.service`).
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

MOST_VISITORS = 10_000
SECONDS_PER_MINUTE = 60.0


@dataclass
class _Bucket:
    tokens: float
    at: float


@dataclass
class Limiter:
    """A bucket for each visitor that holds a minute's requests and is refilled steadily. Safe on several threads."""

    clock: Callable[[], float] = time.monotonic
    _buckets: "OrderedDict[str, _Bucket]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_seconds(self, visitor: str, *, per_minute: int) -> int:
        """Count a request; return 0 where it may pass, else after how many seconds the next one may."""
        if per_minute <= 0:
            return 0
        with self._lock:
            bucket = self._bucket(visitor, per_minute)
            if bucket.tokens >= 1:
                bucket.tokens -= 1
                return 0
            return ceil((1 - bucket.tokens) * SECONDS_PER_MINUTE / per_minute)

    def _bucket(self, visitor: str, per_minute: int) -> _Bucket:
        now = self.clock()
        bucket = self._buckets.pop(visitor, None) or _Bucket(tokens=per_minute, at=now)
        bucket.tokens = min(per_minute, bucket.tokens + (now - bucket.at) * per_minute / SECONDS_PER_MINUTE)
        bucket.at = now
        self._buckets[visitor] = bucket  # the latest last, so that the longest unseen is first to go
        if len(self._buckets) > MOST_VISITORS:
            self._buckets.popitem(last=False)
        return bucket
