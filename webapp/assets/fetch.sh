#!/bin/sh
# Fetches the pinned browser assets from npm into webapp/static/vendor, which is not committed.
set -eu
here=$(dirname "$0")
vendor=$here/../static/vendor

if ! command -v npm >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        echo "  installing npm"
        apt-get update -qq && apt-get install -y -qq --no-install-recommends npm >/dev/null
    else
        echo "npm is missing. Install it with: sudo apt-get install npm" >&2
        exit 1
    fi
fi
echo "  fetching browser assets"
(cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
mkdir -p "$vendor"
cp "$here/node_modules/htmx.org/dist/htmx.min.js" "$vendor/"
cp "$here/node_modules/uplot/dist/uPlot.iife.min.js" "$here/node_modules/uplot/dist/uPlot.min.css" "$vendor/"
