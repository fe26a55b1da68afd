#!/bin/sh
# Fetches the pinned browser assets from npm into webapp/static/vendor, which is not committed.
set -eu
here=$(dirname "$0")
vendor=$here/../static/vendor

command -v npm >/dev/null || sh "$here/../../requirements/system.sh" npm
echo "  fetching browser assets"
(cd "$here" && npm ci --ignore-scripts --no-update-notifier --no-audit --no-fund --loglevel=error >/dev/null)
mkdir -p "$vendor"
cp "$here/node_modules/htmx.org/dist/htmx.min.js" "$vendor/"
cp "$here/node_modules/uplot/dist/uPlot.iife.min.js" "$here/node_modules/uplot/dist/uPlot.min.css" "$vendor/"
