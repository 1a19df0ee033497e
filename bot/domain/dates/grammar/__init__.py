"""The words in which clauses set deadlines, in English."""
