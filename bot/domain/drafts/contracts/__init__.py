"""The fields of an agreement text: when it was made, takes effect and ends, and its periods."""
