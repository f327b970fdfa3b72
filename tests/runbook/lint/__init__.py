"""What lint finds, and what it leaves alone."""
