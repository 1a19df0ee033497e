FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PATH=/app/.venv/bin:$PATH \
    MILEPOST_DATA_DIR=/data

RUN pip install --no-cache-dir uv \
    && useradd --create-home --uid 1000 milepost \
    && install -d -o milepost -g milepost /app /data

USER milepost
WORKDIR /app
COPY --chown=milepost pyproject.toml README.md LICENSE ./
COPY --chown=milepost bot bot
COPY --chown=milepost cogs cogs
COPY --chown=milepost db db
RUN uv sync --no-default-groups --extra postgres --compile-bytecode --no-cache

VOLUME /data
HEALTHCHECK --interval=60s --timeout=20s --start-period=90s CMD ["milepost", "health"]
CMD ["milepost", "run"]
