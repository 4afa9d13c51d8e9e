"""Self-assessment, evidence, goals, and the manager's half of the conversation."""
