"""Article -> Event: vectors, neighbours, calibrated similarity, events that keep their ids."""
