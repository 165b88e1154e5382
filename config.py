"""Every setting, with its default. Each can be overridden by an environment variable with the prefix CHECKMYOGP_.

docs/settings.md explains them one by one.
"""

SQLALCHEMY_DATABASE_URI = ""
"""Empty: an embedded SQLite database in the instance folder. Otherwise for example postgresql+psycopg://…"""

SECRET_KEY = ""
"""Empty: made once and kept in the instance folder."""

ENCRYPTION_KEYS = ""
"""Empty: made once and kept in the instance folder. Otherwise keys of `flask secrets make`, the newest first."""

LANGUAGES = ["mn", "en"]
"""What the pages are written in. Each needs a complete catalogue in translations/, but for English."""

DEFAULT_LANGUAGE = "en"
"""For a reader whose browser asks for none of them."""

MAX_CONTENT_LENGTH = 16 * 1024 * 1024
"""The largest upload in bytes: a snapshot of some thousand milestones fits."""

MAX_FORM_MEMORY_SIZE = 128 * 1024
"""The largest form field in bytes. A file is read in pieces of 64 KiB, each with what was left of the one before: a
smaller limit would refuse any larger file in which a line ends where a piece does."""

RECEIVE_SECONDS = 20
"""How long `flask serve` waits for the headers of a request and for its body. A body that comes at 4 KiB a second or
faster has as long as it takes."""

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

RATELIMIT_STORAGE_URI = ""
"""Where attempts are counted: empty for the database, or redis://host:6379; memory:// forgets with each process."""

TRUSTED_PROXIES = 0
"""How many proxies of one's own stand before the site, each overwriting X-Forwarded-For; 0 believes no such header."""

LOG_FORMAT = "text"
"""How a line of the log on standard error is written: text, or json for what collects logs."""

METRICS_TOKEN = ""
"""Empty: there are no metrics. Otherwise what a program on this machine must show to read them at /metrics."""

RECOVERY_WAIT_HOURS = 72
"""For how many hours after two officers agreed on filling a lost seat anew its organisation can stop it."""
