"""Event -> Comparison: how the articles of one event report the same facts and quotes.

``comparison`` assembles what its siblings return. Where to look, by what is wanted:

    sentences                              where sentences end
    quotes                                 the quotations of an article, with their speakers
        marks dialogue                     where quoted words begin and end
        frames grammar phrases subjects    the sentence around them, and its language's words
        cue cues cues_before cues_after    the words that give them to somebody
        hearers media                      who is told, and what carries news: never the speaker
        speakers speech                    who is meant, from one quotation to the next
        persons mentions referents         the persons of an article, and whom a role or pronoun means
        capitals name_phrases              which capitals are names
    utterances                             the printings of one utterance over the articles
        pairing variants joined indirect   which belong together, how they differ, what reports them
        people names                       one person under several names, over languages
    facts                                  who states which fact, and how firmly
        statements clauses furniture       what is compared, and what tells nothing
        agreement clusters certainty       how like two statements are, which make a fact, the ladder
    numbers                                which printed quantities agree
        numerals quantities counted dates  what is read from the text
        disagreement                       conflict, or updated with time
    origins                                who copied from whom
        reuse retelling credits            shared words, retold facts, credits to agencies
    labels                                 what outlets call those involved
        label_names label_nouns forms
    timeline remembered                    the clock; vectors kept within one event
"""
