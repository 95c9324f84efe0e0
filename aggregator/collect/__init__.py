"""The outside world -> ``Article``: fetching, reading feeds, pages and files, cleaning, identity."""
