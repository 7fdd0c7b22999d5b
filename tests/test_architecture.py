"""The house: which way imports run, where heavy libraries stand, and what no file holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from setuptools import find_namespace_packages

ROOT = Path(__file__).parent.parent
PACKAGES = ("assistant", "index", "eval")

# From the ground up; what stands on a floor may import what is on its own floor or below.
GROUND, CALCULATOR, PARTS, ANSWER, FACES = range(5)
FLOORS = {
    **dict.fromkeys(
        (
            "types",
            "events",
            "errors",
            "messages",
            "jsonable",
            "privacy",
            "settings",
            "model_settings",
            "person",
            "spreadsheet",
        ),
        GROUND,
    ),
    "calculator": CALCULATOR,
    "answer": ANSWER,
    **dict.fromkeys(("__main__", "cli", "cli_group", "opening", "batch", "printing", "live_printing"), FACES),
    **dict.fromkeys(
        (
            "cli_records",
            "cli_users",
            "calculations",
            "chain",
            "comparing",
            "doctor",
            "expand",
            "reading",
            "records",
            "service",
            "web",
            "export",
            "narrowing",
        ),
        FACES,
    ),
}
# What may not import what, though it stands on a floor that could.
NEVER = [
    ("index", "assistant"),
    ("index", "eval"),
    ("assistant.understand", "assistant.retrieve"),
    ("assistant.understand", "assistant.compose"),
    ("assistant.understand", "assistant.guard"),
    ("assistant.retrieve", "assistant.compose"),
    ("assistant.retrieve", "assistant.guard"),
    ("assistant.guard", "assistant.compose"),
    ("assistant.web", "assistant.service"),
    ("assistant.web", "assistant.cli"),
    ("assistant.service", "assistant.cli"),
]
# Where a heavy library may be imported: inside functions, or for types alone, but never on import of ours.
HEAVY = {
    "bm25s": {"index/lexical.py"},
    "chromadb": {"index/store.py"},
    "gradio": {"assistant/web/"},
    "langchain": {"assistant/chat.py"},
    "haystack": {"eval/peer_pipelines.py"},
    "jieba": {"eval/peer_pipelines.py"},
    "langchain_chroma": {"index/store.py", "index/search.py", "eval/peer_pipelines.py"},
    "langchain_classic": {"eval/peer_pipelines.py"},
    "langchain_community": {"eval/peer_pipelines.py"},
    "langchain_text_splitters": {"eval/peer_pipelines.py"},
    "llama_index": {"eval/peer_pipelines.py"},
    "langchain_core": {
        "index/store.py",
        "assistant/chain.py",
        "assistant/chat.py",
        "assistant/generate.py",
        "assistant/lookup_tools.py",
        "assistant/toolbox.py",
        "assistant/tools.py",
    },
    "langchain_openai": {"assistant/chat.py"},
    "docx": {"assistant/export/word.py", "assistant/web/checklist_files.py"},
    "opencc": {"index/text.py"},
    "reportlab": {"assistant/export/pdf.py"},
    "safetensors": {"index/embed.py", "index/train.py"},
    "sentence_transformers": {"index/embed.py", "index/train.py"},
    "alembic": {"assistant/records/"},
    "openpyxl": {"assistant/spreadsheet.py"},
    "sqlalchemy": {"assistant/records/"},
    "tokenizers": {"index/contrast.py", "index/embed.py", "index/lsa.py", "index/train.py", "index/vocabulary.py"},
    "torch": {"index/contrast.py", "index/embed.py", "index/train.py"},
    "transformers": {"index/embed.py"},
    "uvicorn": {"assistant/service/"},
}
# Modules that make classes of a library's kind and so need it at once; nothing else imports them on its own import.
RECORDS = [f"assistant/records/{path.name}" for path in sorted((ROOT / "assistant" / "records").glob("*.py"))]
AT_ONCE = {
    "assistant/chain.py": ("langchain_core",),
    **{
        file: ("sqlalchemy", "alembic")
        for file in RECORDS
        if Path(file).stem not in ("__init__", "types", "errors", "texts", "export")
    },
    "assistant/records/migrations/env.py": ("alembic",),
    "assistant/records/migrations/versions/0001_first.py": ("sqlalchemy", "alembic"),
}
NOT_ON_IMPORT = {*HEAVY, "numpy", "fastapi"}
LONGEST_FILE = 400
# Longer for a reason that its own first lines give; the next one is split instead.
LONG_FILES = {"tests/index/test_build.py"}

# Spelt so that this file does not find itself.
FORBIDDEN = {
    "an unfinished place": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me)(?:/|\b(?![\w.-]))"),
    "the host of a registry": re.compile(
        r"\bpy" + r"pi\.(?:org|io)|python" + r"hosted|hugging" + r"face\.co|hf-" + r"mirror|npm" + r"js|\bmirr"
        r"ors?\.[a-z]|--(?:extra-)?index" + r"-url"
    ),
}


@dataclass(frozen=True)
class Import:
    file: str
    line: int
    module: str
    target: str
    inside: bool
    for_types: bool


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path):
    """Every import of a file, with whether it waits inside a function or is only for types."""
    module = module_name(path)

    def walk(node, inside, for_types):
        for child in ast.iter_child_nodes(node):
            names = []
            if isinstance(child, ast.Import):
                names = [alias.name for alias in child.names]
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{path}: relative import"
                names = [child.module]
                if child.module in PACKAGES:
                    names = [f"{child.module}.{alias.name}" for alias in child.names]
            for name in names:
                yield Import(str(path.relative_to(ROOT)), child.lineno, module, name, inside, for_types)
            yield from walk(
                child,
                inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda),
                for_types or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)),
            )

    return list(walk(ast.parse(path.read_text(encoding="utf-8")), False, False))


FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MODULES = {module_name(path) for path in FILES}
IMPORTS = [found for path in FILES for found in imports_of(path)]
OURS = [found for found in IMPORTS if found.target.partition(".")[0] in PACKAGES]


def told(found):
    return [f"{one.file}:{one.line} imports {one.target}" for one in found]


def within(module, package):
    return module == package or module.startswith(f"{package}.")


def floor(module):
    """The floor of a module; a module of the assistant that the table does not name is one of the parts."""
    package, _, rest = module.partition(".")
    if package != "assistant" or not rest:
        return FACES if package == "eval" else GROUND
    return FLOORS.get(rest.partition(".")[0], PARTS)


# --- imports run one way


def test_there_is_something_to_check():
    assert {"assistant.answer", "assistant.calculator.quantity", "index.clauses", "eval.measure"} <= MODULES
    assert any(one.target == "chromadb" and one.inside for one in IMPORTS)
    assert any(one.for_types for one in IMPORTS)


@pytest.mark.parametrize(("importer", "imported"), NEVER, ids=lambda name: name)
def test_imports_never_run_against_the_arrow(importer, imported):
    assert not told(one for one in OURS if within(one.module, importer) and within(one.target, imported))


def test_nothing_imports_what_stands_above_it():
    assert not told(one for one in OURS if within(one.module, "assistant") and floor(one.module) < floor(one.target))


def test_calculator_stands_on_types_errors_and_the_documents_alone():
    allowed = ("assistant.calculator", "assistant.types", "assistant.errors", "index")
    of_calculator = [one for one in OURS if within(one.module, "assistant.calculator")]
    assert of_calculator
    assert not told(one for one in of_calculator if not any(within(one.target, name) for name in allowed))


def test_calculator_names_no_heavy_library():
    of_calculator = [one for one in IMPORTS if within(one.module, "assistant.calculator")]
    assert not told(one for one in of_calculator if one.target.partition(".")[0] in HEAVY)


def test_what_is_imported_from_our_packages_exists():
    known = {*MODULES, *PACKAGES}
    assert not told(one for one in OURS if one.target not in known and one.target.rpartition(".")[0] not in PACKAGES)


def test_types_and_errors_need_only_the_standard_library():
    for name in ("assistant.types", "assistant.errors", "assistant.calculator.span"):
        of_it = [one for one in IMPORTS if one.module == name]
        assert not told(one for one in of_it if one.target.partition(".")[0] not in sys.stdlib_module_names)


def test_no_module_imports_itself_in_a_circle():
    graph = defaultdict(set)
    for one in OURS:
        if not one.for_types and not one.inside and one.target in MODULES:
            graph[one.module].add(one.target)
    done, path = set(), []

    def visit(module):
        assert module not in path, " → ".join([*path, module])
        if module not in done:
            path.append(module)
            for target in sorted(graph[module]):
                visit(target)
            done.add(path.pop())

    for module in sorted(MODULES):
        visit(module)


# --- heavy libraries


def test_heavy_libraries_are_imported_only_where_the_table_says():
    strays = [
        one
        for one in IMPORTS
        if (library := one.target.partition(".")[0]) in HEAVY
        and not any(
            one.file == place or (place.endswith("/") and one.file.startswith(place)) for place in HEAVY[library]
        )
    ]
    assert not told(strays)


def test_heavy_libraries_wait_until_they_are_needed():
    at_once = [one for one in IMPORTS if one.target.partition(".")[0] in HEAVY and not one.inside and not one.for_types]
    assert not told(one for one in at_once if one.target.partition(".")[0] not in AT_ONCE.get(one.file, ()))


def test_modules_that_need_a_library_at_once_are_imported_only_when_needed():
    modules = {module_name(ROOT / name) for name in AT_ONCE}
    others = [one for one in OURS if one.file not in AT_ONCE and not one.inside and not one.for_types]
    assert not told(one for one in others if one.target in modules or one.target.rpartition(".")[0] in modules)


@pytest.mark.parametrize("module", ["assistant", "index", "assistant.cli", "assistant.calculator"])
def test_import_loads_nothing_heavy(module):
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert NOT_ON_IMPORT.isdisjoint(run.stdout.split())


def test_import_touches_no_file_of_the_user(tmp_path):
    code = "import assistant, index, assistant.cli, assistant.calculator"
    environment = {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "POLICY_ASSISTANT_NONSENSE": "1"}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True)
    assert list(tmp_path.iterdir()) == []


# --- what no file holds


def tracked():
    """The text files of the repository; without Git, those of the packages and tests."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    paths = [ROOT / name for name in names if name] or [
        path for folder in (*PACKAGES, "prompts", "tests") for path in (ROOT / folder).rglob("*") if path.is_file()
    ]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_file_holds(what):
    pattern = FORBIDDEN[what]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not found


@pytest.mark.parametrize(
    ("what", "line", "found"),
    [
        ("an unfinished place", "# TO" + "DO: later", True),
        ("an unfinished place", "todos = []", False),
        ("a path of one machine", "open('/wo" + "rk/main/x')", True),
        ("a path of one machine", "open('/ho" + "me/me/x')", True),
        ("a path of one machine", "https://example.org/home/x", False),
        ("a path of one machine", "a work/root path", False),
        ("the host of a registry", "https://py" + "pi.org/simple", True),
        ("the host of a registry", "huggingface_hub==2.4.0", False),
    ],
)
def test_patterns_find_what_they_are_for(what, line, found):
    assert bool(FORBIDDEN[what].search(line)) is found


def test_no_file_of_code_is_too_long():
    code = [path for path in tracked() if path.suffix in {".py", ".js", ".css"}]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE and name not in LONG_FILES} == {}


def test_every_package_of_ours_is_found_for_installation():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    here = {module_name(path) for path in FILES if path.name == "__init__.py"}
    found = find_namespace_packages(str(ROOT), include=settings["tool"]["setuptools"]["packages"]["find"]["include"])
    assert here <= set(found)
    assert {name.partition(".")[0] for name in found} == {*PACKAGES, "prompts"}


def test_every_data_file_of_ours_is_installed_with_its_package():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]
    data = [path for path in tracked() if path.suffix != ".py" and path.relative_to(ROOT).parts[0] in PACKAGES]
    assert data
    matched = {path for package, globs in patterns.items() for glob in globs for path in folder(package).glob(glob)}
    assert not [str(path.relative_to(ROOT)) for path in data if path not in matched]


def folder(package):
    return ROOT / package.replace(".", "/")
