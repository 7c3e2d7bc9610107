"""On Record: who is said to have said what, through whom and in whose words, traced to the record."""
