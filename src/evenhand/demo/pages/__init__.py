"""What a stranger plays with: be anybody, read every letter, write as any customer. In demo mode alone."""
