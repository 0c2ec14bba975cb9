"""The shop's word as data: dated, versioned values and decision tables that never change once published."""
