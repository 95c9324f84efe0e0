"""Errors a person can do something about. Each message says what happened and what to do.

    ParallaxError
    ├── ConfigError      feeds.yaml or a setting is wrong; names the line and the key
    ├── InputError       a file or an id given by the user cannot be used
    ├── ModelError       the encoder's files are missing or damaged
    ├── StoreError       the database cannot be read or written
    └── ExportError      the export folder cannot be used

What goes wrong at one feed is no error but a value (``types.Failed``): one dead feed stops nothing.
"""


class ParallaxError(Exception):
    """The root of all errors that are shown as one line."""


class ConfigError(ParallaxError):
    """feeds.yaml or a setting cannot be used."""


class InputError(ParallaxError):
    """A file, an id or an argument cannot be used."""


class ModelError(ParallaxError):
    """The encoder's files are missing, damaged or of another kind."""


class StoreError(ParallaxError):
    """The database cannot be read or written."""


class ExportError(ParallaxError):
    """The export folder cannot be used."""
