"""Encoders and their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors. Two encoders' vectors never meet."""

    @property
    def model_id(self) -> str: ...

    def knows(self, lang: str) -> bool:
        """Whether the model was trained on this language (ISO 639-1; empty: unknown, taken as known)."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors of shape ``(len(texts), dimension)``, float32; zeros for an empty text."""
        ...


@dataclass(frozen=True, slots=True)
class Encoders:
    """The encoder for English, and the one that bridges languages."""

    english: Encoder
    multilingual: Encoder

    def for_pair(self, lang_a: str, lang_b: str) -> Encoder | None:
        """The encoder to compare texts of these languages with; None where neither knows both."""
        for encoder in (self.english, self.multilingual):
            if encoder.knows(lang_a) and encoder.knows(lang_b):
                return encoder
        return None
