"""A made-up bedside monitor on a made-up person. It knows nothing of the site but a socket."""
