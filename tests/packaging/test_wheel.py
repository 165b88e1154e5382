"""The wheel holds all that the application needs: installed far from the checkout, it shows a Mongolian page."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.checkout import ROOT

pytestmark = pytest.mark.packaging

SHOW_THE_MONGOLIAN_HOME = """
from checkmyogp import create_app
answer = create_app().test_client().get("/mn/")
print(answer.status_code)
print(answer.get_data(as_text=True))
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that knows nothing of this checkout, and give what it printed."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHONPATH", "CHECKMYOGP_"))
    }
    result = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**surroundings, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def distribution(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel built from it."""
    folder = tmp_path_factory.mktemp("distribution")
    # The build backend is among the locked packages, so that nothing is fetched.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(distribution: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    (wheel,) = distribution.glob("*.whl")
    run(sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--python", python, wheel, cwd=folder)
    # What the wheel depends on is borrowed from the environment that runs this test.
    borrowed = folder / sysconfig.get_path("purelib", vars={"base": ""}).lstrip("/") / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


@pytest.mark.asvs("13.4.1", "15.2.3")
def test_the_wheel_holds_what_stands_beside_the_package_in_a_checkout(distribution: Path):
    (wheel,) = distribution.glob("*.whl")

    names = set(zipfile.ZipFile(wheel).namelist())

    assert {
        "checkmyogp/config.py",
        "checkmyogp/migrations/env.py",
        "checkmyogp/translations/mn/LC_MESSAGES/messages.mo",
        "checkmyogp/comparison/exporting/scripts/reproduce.R",
        "checkmyogp/comparison/exporting/scripts/reproduce.py",
        "checkmyogp/comparison/exporting/scripts/method_2/reproduce.R",
        "checkmyogp/comparison/exporting/scripts/method_2/reproduce.py",
    } <= names
    assert any(name.startswith("checkmyogp/templates/layouts/") for name in names)
    assert any(name.startswith("checkmyogp/packs/mn/") for name in names)
    assert any(name.startswith("checkmyogp/static/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any("__pycache__" in name or name.startswith("tests/") for name in names)
    assert not any(part in {".git", ".gitignore", ".github"} for name in names for part in name.split("/"))


def test_an_installed_wheel_shows_a_mongolian_page(installed: Path, tmp_path: Path):
    place = run(installed, "-c", "import checkmyogp; print(checkmyogp.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(installed.parents[1])

    run(installed, "-m", "flask", "--app", "checkmyogp", "setup", cwd=tmp_path)
    page = run(installed, "-c", SHOW_THE_MONGOLIAN_HOME, cwd=tmp_path)

    assert page.startswith("200\n")
    assert 'lang="mn"' in page
    assert "Үнэлгээний хуудас" in page
    assert list(tmp_path.iterdir()) == [], "an installed application writes nothing into the folder it is started from"
