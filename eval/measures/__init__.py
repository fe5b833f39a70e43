"""What is measured, each measure a plain function of cases and rankings."""
