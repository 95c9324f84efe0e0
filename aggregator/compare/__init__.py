"""Event -> Comparison: how the articles of one event report the same facts and quotes.

``comparison`` assembles what its siblings return. Each folder says in its first lines what is in it:

    language               what every part reads a text with: words, marks, names
    sentences              where sentences end
    speakers               who says a quotation
    quotes                 the quotations of one article
    utterances             the printings of one utterance over the articles
    quantities             printed quantities: values, units, what is counted, days
    facts                  who states which fact, and how firmly
    numbers                which printed quantities agree
    origins                who copied from whom
    labels                 what outlets call those involved
    timeline remembered    the clock; vectors kept within one event
"""
