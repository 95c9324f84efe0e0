"""What ``parallax serve`` lets Streamlit run; in a checkout ``app.py`` does the same."""

from aggregator.dashboard.navigation import run

run()
