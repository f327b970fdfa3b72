# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.txt ./
RUN python -m venv /opt/runsheet && /opt/runsheet/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md app_manifest.yml ./
COPY bot ./bot
COPY commands ./commands
COPY runbook ./runbook
COPY runbooks ./runbooks
COPY sandbox ./sandbox
COPY store ./store
RUN /opt/runsheet/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
COPY --from=build /opt/runsheet /opt/runsheet
RUN useradd --uid 10001 --create-home runsheet && install -d -o runsheet -g runsheet /data
USER runsheet
WORKDIR /data
VOLUME /data
ENV PATH=/opt/runsheet/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    RUNSHEET_DATABASE_URL=sqlite:////data/runsheet.db \
    RUNSHEET_HOST=0.0.0.0 \
    RUNSHEET_PORT=8080 \
    RUNSHEET_LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/health', timeout=4)"]
CMD ["runsheet", "serve"]
