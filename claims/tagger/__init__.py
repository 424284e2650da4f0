"""The trained tagger of facts and sources. Start at `tag`; README.md says what the model is and how it is made."""
