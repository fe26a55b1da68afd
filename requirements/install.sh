#!/bin/sh
# install.sh PYTHON VENV LOCK: makes the environment VENV and installs exactly what LOCK names.
set -eu
python=$1 venv=$2 lock=$3
here=$(dirname "$0")
begun=$(date +%s)

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed, and $python is none. Name one with: make PYTHON=python3.12 ..." >&2
    exit 1
fi
# An environment knows its own path: where the folder was moved, it is made anew.
if ! "$venv/bin/python" -c '' 2>/dev/null || [ "$(cat "$venv/.place" 2>/dev/null)" != "$PWD" ]; then
    "$python" -c 'import ensurepip, venv' 2>/dev/null || sh "$here/system.sh" python3-venv
    echo "  making the environment $venv"
    "$python" -m venv --clear "$venv"
    printf '%s' "$PWD" >"$venv/.place"
fi

# Counts the packages as pip gets to them: in place on a terminal, in silence elsewhere.
count() {
    awk -v total="$(grep -c '^[a-z0-9].*==' "$lock")" -v terminal="$1" '
        /^(Collecting|Requirement already satisfied:|Ignoring) / {
            number++
            if (terminal) { printf "\r  package %d of %d ", number, total; fflush() }
        }
        END { if (terminal) printf "\r\033[K" }'
}
pip() {
    "$venv/bin/python" -m pip --disable-pip-version-check "$@"
}

echo "  installing the packages of $lock (about a minute the first time)"
terminal=''
if [ -t 1 ]; then terminal=yes; fi
{ pip install --progress-bar off --require-hashes -r "$lock" || : >"$venv/.failed"; } | count "$terminal"
if [ -e "$venv/.failed" ]; then
    rm -f "$venv/.failed"
    echo "The packages of $lock could not be installed; pip's messages stand above." >&2
    exit 1
fi
pip install --quiet --no-deps --no-build-isolation --editable .
echo "  installed in $(($(date +%s) - begun)) s"
