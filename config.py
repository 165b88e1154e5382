"""Every setting, with its default. Each can be overridden by an environment variable with the prefix CHECKMYOGP_.

docs/settings.md explains them one by one.
"""

SQLALCHEMY_DATABASE_URI = ""
"""Empty: an embedded SQLite database in the instance folder. Otherwise for example postgresql+psycopg://…"""

SECRET_KEY = ""
"""Empty: made once and kept in the instance folder."""

LANGUAGES = ["mn", "en"]
"""What the pages are written in. Each needs a complete catalogue in translations/, but for English."""

DEFAULT_LANGUAGE = "en"
"""For a reader whose browser asks for none of them."""

MAX_CONTENT_LENGTH = 16 * 1024 * 1024
"""The largest upload in bytes: a snapshot of some thousand milestones fits."""

MAX_FORM_MEMORY_SIZE = 128 * 1024
"""The largest form field in bytes. A file is read in pieces of 64 KiB, each with what was left of the one before: a
smaller limit would refuse any larger file in which a line ends where a piece does."""

PUBLIC_URL = "http://127.0.0.1:8000"
"""Where readers find the site. Links in mails are built from it, and cookies are Secure when it begins with https."""

MAIL_SERVER = ""
"""Empty: mail is printed on the console by `flask mail deliver`. Otherwise the mail server's name."""

MAIL_PORT = 587
"""The mail server's port."""

MAIL_SENDER = "check-my-ogp@localhost"
"""Who mails come from."""

MAIL_USER = ""
"""The name to sign in to the mail server with; empty for none."""

MAIL_PASSWORD = ""
"""The password that goes with it."""

RATELIMIT_STORAGE_URI = "memory://"
"""Where attempts to sign in are counted: in each process, or for several processes together in redis://host:6379."""

TRUSTED_PROXIES = 0
"""How many proxies of one's own stand before the site, each overwriting X-Forwarded-For; 0 believes no such header."""

RECOVERY_WAIT_HOURS = 72
"""For how many hours after two officers agreed on filling a lost seat anew its organisation can stop it."""
