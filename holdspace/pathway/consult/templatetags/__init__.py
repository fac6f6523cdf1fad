"""Words of the consultation for templates."""
