"""Makes a machine ready: a Docker engine, the sandbox image."""
