"""Pure functions that turn findings into levels, gaps and progress. The rules are in the docstrings, with their source."""
