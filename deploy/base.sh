#!/bin/sh
# base.sh TAG: makes a base for the Dockerfile from Debian's packages, where no image registry can be reached.
#
#   sh deploy/base.sh proving-ground/python-base:local
#   docker build --network host --build-arg BASE=proving-ground/python-base:local -t proving-ground .
set -eu
tag=${1:?give the tag that the base is to have}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mmdebstrap --quiet --variant=minbase --skip=output/dev --include=ca-certificates,python3,python3-venv bookworm "$scratch/root.tar"
set -- --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
# the certificates that this machine was told to trust: with them packages also come through a proxy
certificates=${SSL_CERT_FILE:-}
if [ -n "$certificates" ] && [ -f "$certificates" ]; then
    mkdir -p "$scratch/add/usr/local/share/ca-certificates"
    cp -L "$certificates" "$scratch/add/usr/local/share/ca-certificates/of-the-machine.crt"
    tar --append --owner=0 --group=0 --file "$scratch/root.tar" --directory "$scratch/add" \
        ./usr/local/share/ca-certificates/of-the-machine.crt  # the file alone: an import refuses a folder that is there twice
    set -- "$@" --change 'ENV PIP_CERT=/usr/local/share/ca-certificates/of-the-machine.crt'
fi
docker import "$@" "$scratch/root.tar" "$tag" >/dev/null
echo "$tag"
