"""Makes aggregator/group/background.tsv.gz: in how many items of a collection each word stands.

    python -m benchmarks.background stream/items.jsonl.gz

Only counts of single words leave the collection, and only of words that stand in three items or more.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

from aggregator.group import words
from benchmarks.data import read

TARGET = Path(__file__).resolve().parents[1] / "aggregator" / "group" / "background.tsv.gz"
_SEEN_AT_LEAST = 3


def main(paths: list[str]) -> None:
    items, telling, capitals = Counter[str](), Counter[str](), Counter[str]()
    texts = {(article.title, article.text) for path in paths for article in read(Path(path)).articles}
    for title, text in texts:
        body = list(words.printed(text))
        items.update({token.word for token in [*words.printed(title), *body]})
        for word, capital in {(token.word, token.capital) for token in body if not token.opens}:
            telling[word] += 1
            capitals[word] += capital
    lines = [
        f"{word}\t{count}\t{100 * capitals[word] // telling[word] if telling[word] else 100}"
        for word, count in sorted(items.items())
        if count >= _SEEN_AT_LEAST
    ]
    packed = gzip.compress("\n".join([str(len(texts)), *lines]).encode(), 9, mtime=0)
    TARGET.write_bytes(packed)
    print(f"{len(texts)} items, {len(lines)} words, {len(packed)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
