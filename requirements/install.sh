#!/bin/sh
# install.sh PYTHON VENV LOCK: makes the environment VENV and installs exactly what LOCK names.
set -eu
python=$1 venv=$2 lock=$3

# Runs apt-get where this user may; says the command otherwise.
install_package() {
    if [ "$(id -u)" = 0 ]; then sudo=''; elif sudo -n true 2>/dev/null; then sudo=sudo; else
        echo "$1 is missing. Install it with: sudo apt-get install $1" >&2
        exit 1
    fi
    echo "  installing $1"
    $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed. Install it with: sudo apt-get install python3" >&2
    exit 1
fi
if [ ! -x "$venv/bin/python" ]; then
    echo "  making the environment $venv"
    "$python" -m venv "$venv" 2>/dev/null || { rm -rf "$venv"; install_package python3-venv; "$python" -m venv "$venv"; }
fi
echo "  installing the packages of $lock (about a minute the first time)"
"$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$lock"
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
