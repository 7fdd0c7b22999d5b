"""What can go wrong with the index.

IndexFailure
├── EmbeddingError   the model cannot be loaded: no such folder, no hub
├── StoreError       the vector store cannot be read or written
│   └── StoreUnreachableError   nobody answers at its address
└── StaleIndexError  the index does not fit the documents, and may not be rebuilt by itself

Messages are one line, Chinese first, English second.
"""

from __future__ import annotations


class IndexFailure(Exception):
    """Something about the index that a user can mend; the message says how."""


class EmbeddingError(IndexFailure):
    """The embedding model cannot be loaded."""


class StoreError(IndexFailure):
    """The vector store cannot be read or written."""


class StoreUnreachableError(StoreError):
    """No server answers at the store's address."""


class StaleIndexError(IndexFailure):
    """The index does not fit the documents or the model, and somebody has to rebuild it."""
