"""The page: a chat, and the clauses that each answer rests on beside it."""
