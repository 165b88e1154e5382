"""How the site stands to OWASP's Application Security Verification Standard, version 5.0.0, level 2."""
