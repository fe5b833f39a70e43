# Tasnif as a server: slim, not root, with the index built into the image.
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir .

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 tasnif
COPY --from=build /venv /venv
USER tasnif
ENV PATH=/venv/bin:$PATH TASNIF_HOST=0.0.0.0 TASNIF_PORT=8000 TASNIF_CACHE=/home/tasnif/cache \
    PYTHONUNBUFFERED=1
RUN tasnif index build
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["tasnif", "serve"]
