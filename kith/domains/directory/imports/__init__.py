"""Reading other people's lists and feeds: pure readers that yield records, and nothing that writes."""
