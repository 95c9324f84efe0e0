"""A small deterministic encoder, so that unit tests need no model."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from aggregator.types import Encoders, Matrix

SHORT = 3
"""Letters of the words that are left out: all texts share them."""


class HashEncoder:
    """Words hashed into buckets: texts that share words are near."""

    def __init__(
        self, model_id: str = "hash", languages: frozenset[str] = frozenset(), dimension: int = 256
    ) -> None:
        self.model_id = model_id
        self.languages = languages
        self.dimension = dimension

    def knows(self, lang: str) -> bool:
        return not self.languages or not lang or lang in self.languages

    def encode(self, texts: Sequence[str]) -> Matrix:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in (word for word in text.lower().split() if len(word) > SHORT):
                digest = blake2b(word.strip(".,!?;:\"'“”‘’()").encode(), digest_size=4).digest()
                vectors[row, int.from_bytes(digest, "big") % self.dimension] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)


def hash_encoders() -> Encoders:
    """An English and a multilingual stand-in."""
    return Encoders(HashEncoder("hash-en", frozenset({"en"})), HashEncoder("hash-many"))
