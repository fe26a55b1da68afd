# The product itself: the site, the worker, a node. BASE needs Python 3.11 or newer; npm only where the browser assets have
# not been fetched into webapp/static/vendor yet.
#
#   docker build -t proving-ground .
#   docker compose up --detach
#
# Where no image registry can be reached, make a base first: see deploy/base.sh.
ARG BASE=python:3.13-slim-bookworm
FROM ${BASE} AS build

WORKDIR /src
COPY requirements ./requirements
RUN python3 -m venv /opt/proving && /opt/proving/bin/pip install --no-cache-dir --require-hashes -r requirements/runtime.lock
COPY . .
RUN [ -f webapp/static/vendor/htmx.min.js ] || { \
        command -v npm >/dev/null || { apt-get update && apt-get install -y --no-install-recommends npm; }; \
        sh webapp/assets/fetch.sh; }
RUN /opt/proving/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${BASE}
RUN useradd --create-home --uid 10001 proving && mkdir /data && chown proving /data
COPY --from=build /opt/proving /opt/proving
USER proving
# the certificates of a base that was made behind a proxy are for building alone
ENV PATH=/opt/proving/bin:$PATH PROVING_DATABASE=/data/proving.db PROVING_HOST=0.0.0.0 PYTHONUNBUFFERED=1 \
    PROVING_LOG_FORMAT=json PROVING_LOG_LEVEL=info PIP_CERT=
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python3", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ.get('PROVING_PORT') or 8000}/readyz\", timeout=4)"]
CMD ["proving", "serve"]
