"""Streamlit as Parallax runs it: ``python -m aggregator.dashboard.start run main.py …``."""

from streamlit import net_util
from streamlit.web import cli


def ask_no_stranger() -> None:
    """Streamlit asks a host on the internet for this machine's address whenever a page of another site
    tries to connect, and at the start on a network. What it would learn is needed for nothing here.
    """
    net_util.get_external_ip = net_util.get_internal_ip = lambda: None


if __name__ == "__main__":
    ask_no_stranger()
    cli.main(prog_name="streamlit")
