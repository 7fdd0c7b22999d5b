"""The policy assistant: cited answers and exact figures from the policy documents it knows."""

__version__ = "0.1.0"
