"""How fast the site is: a large store and a small one, and what every page takes on each."""
