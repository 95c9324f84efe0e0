"""Speed and quality against peers, on data given by path."""
