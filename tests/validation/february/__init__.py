"""What February 2024 is asked, small: verdicts, levers, points, page."""
