"""Pieces of a page as HTML: pure functions from the vocabulary to ``Markup``, without Streamlit."""
