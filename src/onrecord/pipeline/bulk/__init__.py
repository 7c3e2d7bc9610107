"""The bulk run: the same steps over more pages than fit in memory."""
