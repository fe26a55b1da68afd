#!/bin/sh
# system.sh PACKAGE...: installs packages of the system where this user may, and says the command otherwise.
set -eu
if ! command -v apt-get >/dev/null; then
    echo "Missing: $*. Install it with this system's package manager." >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    root=''
elif sudo -n true 2>/dev/null; then
    root='sudo -n'
else
    echo "Missing: $*. Install it with: sudo apt-get install $*" >&2
    exit 1
fi
echo "  installing $*"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
$root apt-get update -qq >"$log" 2>&1 || true # the lists of last time may do
if ! $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >>"$log" 2>&1; then
    tail -n 5 "$log" >&2
    echo "$* could not be installed. Try: sudo apt-get install $*" >&2
    exit 1
fi
