"""Two sides compared, paired by task."""
