"""What Runsheet remembers: all SQL, no Slack, no feature logic."""
