"""What every part of comparing reads a text with: words of a language, marks, sentences around them, names.

grammar                what the lexicons say of a language's words; tokens
marks frames           where quoted words begin and end, and the sentence around them
wording                the words of a text as they are compared, and what two have in common
capitals name_phrases  which capitals are names
names                  whether two names may be one person's, over spellings and scripts
media                  what carries news, and is never the speaker
pasted                 links to other stories within a sentence
forms                  looks up the forms of a word list
languages              which of several languages is the main one
"""
