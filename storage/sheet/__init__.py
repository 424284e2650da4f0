"""The working sheet: what stands in it, and what came back in one that was edited elsewhere."""
