"""An encoder that makes each text's vector once, for as long as one comparison lasts."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np

from aggregator.types import Encoder, Encoders, Matrix


class Remembered:
    """Facts, quotes and origins all ask for vectors of the same sentences; only the first has to wait.

    They may ask at the same time: each waits for the other, so that no text is encoded twice.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Matrix] = {}
        self._one_at_a_time = Lock()

    @property
    def model_id(self) -> str:
        return self._encoder.model_id

    def knows(self, lang: str) -> bool:
        return self._encoder.knows(lang)

    def encode(self, texts: Sequence[str]) -> Matrix:
        with self._one_at_a_time:
            missing = [text for text in dict.fromkeys(texts) if text not in self._known]
            if missing:
                self._known.update(zip(missing, self._encoder.encode(missing), strict=True))
        return np.stack([self._known[text] for text in texts]) if texts else self._encoder.encode([])


def remembered(encoders: Encoders) -> Encoders:
    """Both encoders, each remembering."""
    return Encoders(Remembered(encoders.english), Remembered(encoders.multilingual))
