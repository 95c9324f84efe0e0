"""The words of two printings of one utterance."""

from __future__ import annotations

from aggregator.compare.language.forms import words
from aggregator.compare.language.wording import between_ellipses, common, longest_run, wording
from aggregator.compare.utterances.variants import compare
from fuzz import seeds
from fuzz.promises import text_of

PIECES = (
    "[", "]", "[ ]", "[…]", "(…)", "(...)", "...", ". . .", "…", "'", "’", "it's ", "realize ", "colour ",
    "ß", "İ", "ı", "ﬁ", "²", "e\u0301", "\u0301", " ", "-", "_", ".", "a ", "b ", "the ", "\n", "U.S.'s ",
    "x-y",
)  # fmt: skip
SEEDS = [*seeds.paragraphs(), *seeds.encoded(*seeds.literals("compare/utterances/test_lining_up.py"))]


def check(data: bytes) -> None:
    one, _, two = text_of(data).partition("\x1f")
    first, second = wording(one), wording(two or one[::2])
    for read in (first, second):
        at = 0
        for word in read.words:
            assert at <= word.start < word.end <= len(read.text)
            at = word.end
        assert len(read.spoken) <= len(read.words) and read.signs >= 0
    assert 0.0 <= common(first, second) <= 1.0 + 1e-9
    assert abs(common(first, first) - 1.0) < 1e-9 or not first.spoken
    assert longest_run(first, second) <= min(len(first.spoken), len(second.spoken))
    assert all(piece in one for piece in between_ellipses(one))
    difference = compare(first, second, same_language=True, similarity=1.0)
    assert 0.0 <= difference.similarity <= 1.0
    assert all(run in second.text for run in difference.missing)
    assert all(run in one for run in difference.added)
    for found in words(one):
        assert one[found.start : found.end] == found.text
