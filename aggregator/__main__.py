"""``python -m aggregator``: the same as ``parallax``."""

from aggregator.cli import main

if __name__ == "__main__":
    main()
