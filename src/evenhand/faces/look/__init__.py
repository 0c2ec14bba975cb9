"""Look: the shared base pages, css components, timeline sentences and error pages that every face wears."""
