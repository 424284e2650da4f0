"""Scripts that the components share, and what joins them."""
