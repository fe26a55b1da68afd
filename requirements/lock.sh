#!/bin/sh
# Pins the newest versions that pyproject.toml allows, with hashes and without any address.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet uv
compile() {
    "$scratch/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --custom-compile-command 'make lock' "$@"
}
compile pyproject.toml requirements/build.in --output-file requirements/runtime.lock
compile pyproject.toml requirements/build.in --group dev --constraints requirements/runtime.lock --output-file requirements/dev.lock
