"""What every page and every answer shares: settings, languages, errors, headers, page furniture."""
