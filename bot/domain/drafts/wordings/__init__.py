"""The words around dates and periods, a language a file."""
