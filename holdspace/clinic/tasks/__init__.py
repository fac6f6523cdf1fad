"""Tasks about people: whose they are, by when, who acknowledged, what came of them."""
