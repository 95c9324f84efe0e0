"""Comparison -> what people take away: tables, bundles, texts."""
