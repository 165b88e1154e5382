"""For tests of what does not depend on the database: once is enough."""

import pytest

ON_SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True, scope="session")
