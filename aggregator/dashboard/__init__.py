"""The dashboard: ``screens`` talk to Streamlit, ``blocks`` turn a dossier into safe HTML."""
