"""Finds the claims of an article: text and time only, no screen, no database. Start reading at `split.find_claims`."""
