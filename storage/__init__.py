"""The only place that knows SQLite: one file holds the articles, their claims and every change a person made."""
