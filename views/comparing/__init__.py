"""An article beside its later coverage: the claims, a card for each later article, and the timelines."""
