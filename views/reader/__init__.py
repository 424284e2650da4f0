"""The article with its claims marked in place, and the panel that shows one claim."""
