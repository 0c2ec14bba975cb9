"""Working time: which days and hours count, and what moment lies so many of them ahead."""
