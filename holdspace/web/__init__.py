"""The look: tokens, components, page shapes and the gallery that shows them."""
