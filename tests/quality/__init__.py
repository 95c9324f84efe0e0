"""Quality of the sample and of what is derived from it, against the gold."""
