"""Many machines: Dask's scheduler between the worker that writes and the nodes that run. Needs the extra `dask`."""
