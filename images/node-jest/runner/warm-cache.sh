#!/bin/sh
# Lets V8 keep what it compiles, inside the root file system $1, by starting both parties in it as they will be started:
# node has a cache for each user and for each set of V8's flags, and reads no other's.
set -eu
root=$1
cache=/opt/proving/cache

fill() {
    user=$1 folder=$2
    shift 2
    mkdir -p "$root$folder"
    chown "$user:$user" "$root$folder"
    NODE_COMPILE_CACHE=$folder chroot --userspec="$user:$user" "$root" /usr/local/bin/node --max-old-space-size=8192 "$@"
}

chmod -R a+rX "$root/opt/proving"
chown -R 1001:1001 "$root/judge" "$root/opt/proving/judge"
fill 1001 "$cache/judge" /opt/proving/judge/main.js --prepare-image
fill 1002 "$cache/candidate" -e "require('/opt/proving/bridge/candidate.js')"

# From here on nobody writes to any of it.
chown -R 0:0 "$root/opt/proving"
chmod -R a+rX "$root/opt/proving"
rm -rf "$root/judge" && mkdir -m 0700 "$root/judge"
