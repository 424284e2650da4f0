"""The ways out of a Claimbook file; one module a format."""
