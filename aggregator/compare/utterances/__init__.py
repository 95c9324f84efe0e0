"""The printings of one utterance over the articles of an event.

lining_up              which quotations print one thing said
pairing                pairs of quotations that do
variants joined        how a printing differs from the fullest wording; what it joins by an ellipsis
overlaps               quotations of other utterances that print a part of one
indirect               sentences without marks that report it
people                 one speaker under several names
"""

from __future__ import annotations

from aggregator.compare.utterances.lining_up import line_up

__all__ = ["line_up"]
