"""Chains: build them, run them, watch them, compare their versions."""
