"""What others change reaches the pages that are open: a channel of their own, and what a page does with the news."""
