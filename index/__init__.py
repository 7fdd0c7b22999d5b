"""What is known: the documents, their clauses, and the index that finds them."""
