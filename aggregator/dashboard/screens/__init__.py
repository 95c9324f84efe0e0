"""The pages: each shows one screen of the dashboard through Streamlit."""
