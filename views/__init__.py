"""The screens, one file a page, each `def page(...) -> None`; with `app.py` the only place that knows Streamlit."""
