"""Learning curves by cross-validation: learn from some tasks, be measured on the others."""

from training.curves.measure import CurveRequest, measure_curve

__all__ = ["CurveRequest", "measure_curve"]
