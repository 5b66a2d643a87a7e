"""What all moving pictures share: player, drawing, tables, terms, colours, the one exchange, wire."""
