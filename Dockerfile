# The product itself: the site and the worker. BASE needs Python 3.11 or newer, and Node with npm for the browser assets.
#
#   docker build -t proving-ground .
#   docker compose up
#
# Where no image registry can be reached, give a base of your own: --build-arg BASE=...
ARG BASE=python:3.13-slim-bookworm
FROM ${BASE} AS build

WORKDIR /src
RUN command -v npm >/dev/null || (apt-get update && apt-get install -y --no-install-recommends npm)
COPY requirements ./requirements
RUN python3 -m venv /opt/proving && /opt/proving/bin/pip install --no-cache-dir --require-hashes -r requirements/runtime.lock
COPY . .
RUN sh webapp/assets/fetch.sh
RUN /opt/proving/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${BASE}
RUN useradd --create-home --uid 10001 proving && mkdir /data && chown proving /data
COPY --from=build /opt/proving /opt/proving
USER proving
ENV PATH=/opt/proving/bin:$PATH PROVING_DATABASE=/data/proving.db PROVING_HOST=0.0.0.0 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/system/healthz', timeout=4)"]
CMD ["proving", "serve"]
