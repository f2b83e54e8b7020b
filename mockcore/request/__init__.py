"""What a rule may use of a request: who asks, for what, with which input. Below both verbs and tools; imports neither."""
