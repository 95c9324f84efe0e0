"""Quantities as they are printed: values, units, what is counted, days, times.

number_words           the words for numbers, of one language
numerals spelled       numbers in digits, and in words
readings units         numbers with unit, scale and qualifier; what the lists say of these
counted phrases        what a number counts; the noun phrase that follows it
dates                  days, by the article's own date
times                  times of day
"""

from __future__ import annotations

from aggregator.compare.quantities.readings import read

__all__ = ["read"]
