#!/bin/sh
# Fills V8's compile caches inside the root file system $1, by starting both parties in it as they will be started.
set -eu
root=$1

mkdir -p "$root/opt/proving/cache"
chroot "$root" /usr/local/bin/node /opt/proving/judge/fill-cache.js
chmod -R a+rX "$root/opt/proving"
rm -rf "$root/judge" && mkdir -m 0700 "$root/judge"
