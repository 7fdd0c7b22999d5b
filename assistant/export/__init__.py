"""What was told, on paper: a conversation as text, Markdown, Word or PDF, a call as a ticket."""

from __future__ import annotations

from assistant.export.files import FORMATS, File, conversation_file
from assistant.export.ticket import ticket_text

__all__ = ["FORMATS", "File", "conversation_file", "ticket_text"]
