"""Quantities as they are printed: values, units, what is counted, days, times.

number_words           the words for numbers, of one language
numerals spelled       numbers in digits, and in words
readings ranges units  numbers with unit, scale and qualifier; those that belong together; what the lists say
reading                what is read of one, and with which values it agrees
counted phrases        what a number counts; the noun phrase that follows it
dates                  days, by the article's own date
times                  times of day
"""

from __future__ import annotations

from aggregator.compare.quantities.readings import read

__all__ = ["read"]
