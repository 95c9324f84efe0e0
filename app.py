"""The dashboard's front door: ``streamlit run app.py``."""

from aggregator.dashboard.navigation import run

run()
