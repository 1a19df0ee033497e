"""Pictures: what is drawn rather than written. Pillow is loaded with the first of them."""
