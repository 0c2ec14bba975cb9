"""The one database: yours by DATABASE_URL, or our own PostgreSQL from a wheel."""
