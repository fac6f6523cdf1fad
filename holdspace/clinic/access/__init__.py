"""Who may do what: one policy table, and the gate every page stands behind."""
