"""Independent checks that a visitor can run beside each fast or learned thing."""
