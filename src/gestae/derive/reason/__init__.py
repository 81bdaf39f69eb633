"""Reasoning: what cannot all be true, what would have to be untrue, whom to ask next. Pure."""
