"""The look: base templates, components, styles and scripts."""
