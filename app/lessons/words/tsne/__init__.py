"""The lesson on t-SNE."""

from app.jobs.line import Job
from core.words.options import MapConfig, PointsKey

# Two maps of the words that are seen first: openTSNE and UMAP are loaded, and compiled, before anybody waits for them.
MAPS = tuple(
    {"key": PointsKey(count=400), "config": config, "given": None, "resume": None}
    for config in (MapConfig(), MapConfig("umap"))
)

JOBS = {
    "map": Job("core.words.maps:draw", seconds=3.0, limit=90.0, defaults=MAPS),
    "map_large": Job("core.words.maps:draw", seconds=30.0, limit=600.0),
    "map_many": Job("core.words.map_checks:multiples", seconds=12.0, limit=200.0),
    "map_relations": Job("core.words.map_checks:relations", seconds=6.0, limit=120.0),
    "map_cautions": Job("core.words.map_checks:cautions", seconds=6.0, limit=120.0),
    "map_check": Job("core.words.map_checks:check", seconds=6.0, limit=120.0),
}
