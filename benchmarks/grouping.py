"""How well articles are grouped by event, Parallax at its defaults beside peers at their best.

    python -m benchmarks.grouping DATA…        JSON Lines (also .gz) with the gold event as ``cluster``

Each peer may choose the setting that suits it best on the very set; Parallax may not. Peers:
``community_detection`` of sentence-transformers, average linkage and HDBSCAN (scikit-learn), all on the
vectors that Parallax uses, average linkage on TF-IDF, and BERTopic where it is installed (it brings much
with it, so give it an environment of its own). B-cubed after Bagga and Baldwin (1998).
"""

from __future__ import annotations

import importlib.util
import resource
import sys
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path

import numpy as np

from aggregator.group import encode, events
from aggregator.types import Article, Matrix
from benchmarks import data
from tests.quality.measures import Score, bcubed, pairs, pairwise

THRESHOLDS = [round(0.2 + 0.05 * step, 2) for step in range(15)]
TOPIC_SIZES = (2, 3, 5, 10)
Labels = Sequence[Hashable]


def scores(gold: Labels, found: Labels) -> tuple[Score, Score]:
    """B-cubed over articles, and over the pairs of articles that share an event."""
    wanted, made = dict(enumerate(gold)), dict(enumerate(found))
    return bcubed(wanted, made), pairwise(pairs(wanted), pairs(made))


def parallax(articles: Sequence[Article]) -> Labels:
    made = events.group_articles(articles, encode.load())
    home = {article_id: event.id for event in made.events for article_id in event.article_ids}
    return [home[article.id] for article in articles]


def communities(vectors: Matrix) -> Iterator[Labels]:
    import torch
    from sentence_transformers.util import community_detection

    for threshold in THRESHOLDS:
        labels = list(range(len(vectors)))
        found = community_detection(torch.from_numpy(vectors), threshold=threshold, min_community_size=1)
        for number, members in enumerate(found):
            for row in members:
                labels[row] = -1 - number
        yield labels


def average_linkage(vectors: Matrix) -> Iterator[Labels]:
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(np.clip(1 - vectors @ vectors.T, 0, None)[np.triu_indices(len(vectors), 1)], "average")
    for threshold in THRESHOLDS:
        yield fcluster(tree, 1 - threshold, "distance").tolist()


def hdbscan(vectors: Matrix) -> Iterator[Labels]:
    """By cluster size and way of choosing, and its tree cut at each threshold."""
    from sklearn.cluster import HDBSCAN

    for smallest in TOPIC_SIZES:
        for method in ("eom", "leaf"):
            model = HDBSCAN(min_cluster_size=smallest, cluster_selection_method=method, copy=True)
            yield _alone(model.fit_predict(vectors).tolist())
    tree = HDBSCAN(min_cluster_size=2, copy=True).fit(vectors)
    for threshold in THRESHOLDS:
        yield _alone(tree.dbscan_clustering(float(np.sqrt(2 - 2 * threshold)), 2).tolist())


def bertopic(texts: Sequence[str], vectors: Matrix) -> Iterator[Labels]:
    from bertopic import BERTopic
    from umap import UMAP

    for smallest in TOPIC_SIZES:
        model = BERTopic(min_topic_size=smallest, umap_model=UMAP(metric="cosine", random_state=0))
        yield _alone(model.fit_transform(texts, vectors)[0])


def _alone(labels: Sequence[int]) -> Labels:
    """What a method leaves over (-1) as clusters of one."""
    return [label if label >= 0 else -1 - row for row, label in enumerate(labels)]


def peers(articles: Sequence[Article]) -> Iterator[tuple[str, Callable[[], Iterator[Labels]]]]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{article.title}\n\n{article.text[:3000]}".strip() for article in articles]
    vectors = encode.load().english.encode(texts)
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32).fit_transform(texts)
    yield "community_detection, best", lambda: communities(vectors)
    yield "average linkage, best", lambda: average_linkage(vectors)
    yield "HDBSCAN, best", lambda: hdbscan(vectors)
    yield "TF-IDF average linkage, best", lambda: average_linkage(words.toarray())
    if importlib.util.find_spec("bertopic"):
        yield "BERTopic, best", lambda: bertopic(texts, vectors)
    else:
        print("BERTopic is left out: it is not installed (pip install bertopic).")


def row(name: str, gold: Labels, found: Labels, seconds: float) -> str:
    both = scores(gold, found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = [figure for score in both for figure in (score.precision, score.recall, score.f1)]
    cells = [
        name,
        *(f"{figure:.3f}" for figure in figures),
        str(len(set(found))),
        f"{seconds:.1f}",
        f"{peak:.0f}",
    ]
    return "| " + " | ".join(cells) + " |"


def main(paths: Sequence[str]) -> None:
    if not paths:
        sys.exit("Name one or more files: python -m benchmarks.grouping DATA…")
    for path in paths:
        collection = data.read(Path(path))
        gold = collection.gold
        print(f"\n{collection.name}: {len(gold)} articles, {len(set(gold))} events\n")
        print("| method | B³ P | B³ R | B³ F1 | pair P | pair R | pair F1 | events | s | peak MB |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        start = time.perf_counter()
        print(row("Parallax", gold, parallax(collection.articles), time.perf_counter() - start), flush=True)
        for name, run in peers(collection.articles):
            start = time.perf_counter()
            best = max(run(), key=lambda found: scores(gold, found)[0].f1)
            print(row(name, gold, best, time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
