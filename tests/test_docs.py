"""What the documentation shows is what the program does."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import click
import pytest

from assistant.cli import cli
from assistant.cli_group import fail_cleanly
from assistant.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
SAMPLE = re.compile(
    r"<!-- answer:begin -->\s*```\w*\n\$ policy-assistant (?P<line>[^\n]+)\n(?P<shown>.*?)```\s*<!-- answer:end -->",
    re.DOTALL,
)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("docs")


@pytest.fixture
def printed(home, monkeypatch, capsys):
    """What the program prints for a command line."""

    def printed(line):
        monkeypatch.setenv("POLICY_ASSISTANT_HOME", str(home))
        monkeypatch.setattr(sys, "argv", ["policy-assistant", *shlex.split(line)])
        capsys.readouterr()
        assert fail_cleanly(cli) == 0
        return capsys.readouterr().out

    return printed


@pytest.fixture(params=READMES)
def readme(request):
    return (ROOT / request.param).read_text(encoding="utf-8")


def test_every_command_is_shown(readme):
    for command in cli.list_commands(None):
        assert re.search(rf"policy-assistant {command}\b", readme), command


def test_every_command_that_is_shown_exists(readme):
    shown = re.findall(r"policy-assistant ([a-z]+)\b", readme)
    assert shown
    assert set(shown) <= set(cli.list_commands(None))


def commands(group):
    """The commands of a group, and of the groups in it."""
    for command in group.commands.values():
        yield command
        yield from commands(command) if isinstance(command, click.Group) else ()


def test_every_option_that_is_shown_exists(readme):
    known = {o for c in commands(cli) for p in c.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", readme)) <= known


def test_sample_is_on_the_first_screen_and_is_what_the_program_prints(readme, printed):
    found = SAMPLE.search(readme)
    assert found, "no answer between the marks"
    assert readme.count("\n", 0, found.start()) < 40
    assert found["shown"].rstrip() == printed(found["line"]).rstrip()


def test_every_setting_is_told():
    english = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in Settings.__dataclass_fields__:
        assert PREFIX + name.upper() in english, name


def test_every_setting_that_is_told_exists(readme):
    told = re.findall(rf"{PREFIX}([A-Z_]+)", readme)
    assert {name.lower() for name in told if name} <= set(Settings.__dataclass_fields__)


def test_every_make_target_that_is_shown_exists(readme):
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"(?m)(?:^|`)make ([a-z-]+)", readme)) <= targets


def test_every_link_leads_to_a_file(readme):
    links = LINK.findall(readme)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_both_languages_lead_to_each_other():
    for here, there in (READMES, READMES[::-1]):
        assert there in LINK.findall((ROOT / here).read_text(encoding="utf-8"))


def test_both_languages_show_the_same_commands():
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in READMES)
    for pattern in (r"policy-assistant [a-z]+", r"(?m)^make [a-z-]+"):
        assert set(re.findall(pattern, english)) == set(re.findall(pattern, chinese))


def test_two_pictures_are_shown_and_each_is_small(readme):
    pictures = re.findall(r"!\[[^\]]+\]\((docs/[^)]+\.png)\)", readme)
    assert len(pictures) == 2
    for picture in pictures:
        assert (ROOT / picture).stat().st_size < 150_000
