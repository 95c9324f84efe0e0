"""Fuzzing what strangers write. Not part of the package, and not of the tests.

    python -m fuzz                          the list of targets
    python -m fuzz dates --minutes 5        one target, five minutes with each engine
    python -m fuzz dates --replay FILE      one input again

__main__       the command
engines        hypothesis, and atheris where it is installed: inputs by the million, and what broke
promises       what must hold of everything that is read
seeds          what to begin with: the sample, and every string in the tests
targets/       one file per kind of input

A target says its promises in ``check(data)``, which raises where one is broken. Every input on which it
does is kept in ``fuzz/finds/``; a find that is mended becomes a test in the room it belongs to.
"""
