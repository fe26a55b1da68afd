#!/bin/sh
# Lays out the image's root file system in the folder $1.
set -eu
root=$1

mkdir -p "$root/usr/local/bin" "$root/etc" "$root/work" "$root/judge" "$root/tmp" "$root/proc" "$root/sys" "$root/dev"
cp "$(command -v node)" "$root/usr/local/bin/node"

# Each library under the path that the loader looks for it; Jest's resolver wants librt beside what node itself names.
libraries=$(ldd "$(command -v node)" | grep -o '/[^ ]*')
for library in $libraries $(ldconfig -p | grep -o '/[^ ]*librt\.so\.1$' | head -n 1); do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
done

# A mount takes over the mode of the folder below it.
chmod 0700 "$root/judge" "$root/tmp"

printf 'root:x:0:0::/:/none\njudge:x:1001:1001::/judge:/none\ncandidate:x:1002:1002::/work:/none\n' >"$root/etc/passwd"
printf 'root:x:0:\njudge:x:1001:\ncandidate:x:1002:\n' >"$root/etc/group"
printf '127.0.0.1 localhost\n::1 localhost\n' >"$root/etc/hosts"
