"""A history that another tool left: read, reproduced, judged, and kept as imported."""

from training.history.faults import faults
from training.history.model import PastHistory
from training.history.reading import HistoryError, read_history
from training.history.reproducing import reproduce

__all__ = ["HistoryError", "PastHistory", "faults", "read_history", "reproduce"]
