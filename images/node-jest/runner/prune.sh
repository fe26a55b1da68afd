#!/bin/sh
# Takes out of node_modules what no execution reads: documentation, types, source maps.
set -eu
find "$1" -type f \( -name '*.md' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.map' -o -name '*.flow' \) -delete
