"""What is measured, and how: question sets, measures, and the report with its thresholds."""
