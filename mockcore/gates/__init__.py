"""What every call passes before it is answered: who calls, and into which company and project."""
