"""Trials on other machines, over anything with the shape of concurrent.futures.Executor."""
