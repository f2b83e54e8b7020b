# syntax=docker/dockerfile:1
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
WORKDIR /source
RUN python3 -m venv --without-pip /opt/mockcore && python3 -m venv /opt/pip
# Dependencies change seldom: their layer survives changes of the code.
COPY pyproject.toml hatch_metadata.py README.md LICENSE ./
COPY requirements requirements
RUN mkdir mockcore openapi seeds && touch mockcore/__init__.py && export HATCH_BUILD_NO_HOOKS=true \
 && /opt/pip/bin/pip --python /opt/mockcore/bin/python install --no-cache-dir --no-compile -c requirements/ci.lock . \
 && /opt/pip/bin/pip --python /opt/mockcore/bin/python uninstall --yes mockcore
COPY openapi openapi
COPY seeds seeds
COPY mockcore mockcore
COPY hatch_build.py CHANGELOG.md CONTRIBUTING.md SECURITY.md ./
COPY scripts scripts
COPY docs docs
# Layers keep whole seconds: a file with a finer time would look changed, and its compiled form stale.
RUN /opt/pip/bin/pip --python /opt/mockcore/bin/python install --no-cache-dir --no-compile --no-deps . \
 && find /opt/mockcore -type d \( -name tests -o -name test \) -path '*/site-packages/*' -prune -exec rm -rf {} + \
 && find /opt/mockcore -exec touch --no-dereference --date "$(date '+%F %T')" {} + \
 && /opt/mockcore/bin/python -m compileall -q -j 0 /opt/mockcore/lib

FROM ${BASE}
LABEL org.opencontainers.image.title="mockcore" \
      org.opencontainers.image.description="A local server that behaves like the Procore REST API" \
      org.opencontainers.image.licenses="MIT"
ENV PATH=/opt/mockcore/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MOCKCORE_CACHE=/var/cache/mockcore
# Whoever runs the image as a user of their own is in group 0.
RUN groupadd --gid 10001 mockcore \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin mockcore \
 && install -d -o 10001 -g 0 -m 775 /data /var/cache/mockcore \
 && install -d -o 10001 -g 0 -m 770 /var/cache/mockcore/tls
COPY --from=build /opt/mockcore /opt/mockcore
USER 10001:10001
# Compiles the document and builds the default world once, so that containers only open them.
RUN mockcore seed
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["python3", "-c", "import os, ssl, urllib.request as r; get = os.environ.get; tls = (get('MOCKCORE_TLS') or '').lower() in ('1', 'true', 'yes', 'on'); r.urlopen(f\"http{'s' * tls}://127.0.0.1:{get('MOCKCORE_PORT') or 8080}/_mockcore/health\", timeout=2, context=ssl._create_unverified_context() if tls else None)"]
ENTRYPOINT ["mockcore"]
CMD ["serve", "--host", "0.0.0.0"]
