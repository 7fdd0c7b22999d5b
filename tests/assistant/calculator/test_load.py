from __future__ import annotations

import copy

import pytest

from assistant.calculator.inputs import INPUTS_FILE, load_inputs, read_inputs
from assistant.calculator.load import RULES, load_rules, read_rules, rulebook
from assistant.calculator.schema import RuleFile
from assistant.errors import UnknownName
from index.yamlfile import DataFileError, read_yaml

SHENZHEN = read_yaml(RULES / "shenzhen.yaml")


def written(tmp_path, text, name="x.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def rule_file(**changes):
    raw = copy.deepcopy(SHENZHEN)
    raw.update(changes)
    return RuleFile.model_validate(raw)


@pytest.mark.parametrize("name", [p.name for p in sorted(RULES.glob("*.yaml")) if p.name != "inputs.yaml"])
def test_unknown_key_is_refused_with_file_and_place(tmp_path, name):
    text = (RULES / name).read_text(encoding="utf-8").replace("    kind:", "    colour: red\n    kind:", 1)
    with pytest.raises(DataFileError, match=rf"{name}: awards\.0.*colour.*not permitted"):
        read_rules(written(tmp_path, text, name))


def test_key_written_twice_is_refused(tmp_path):
    text = (RULES / "shenzhen.yaml").read_text(encoding="utf-8").replace("    kind:", "    title: 又一个\n    kind:", 1)
    with pytest.raises(DataFileError, match="'title' is written twice"):
        read_rules(written(tmp_path, text))


def test_number_without_the_documents_words_is_refused(tmp_path):
    text = (RULES / "shenzhen.yaml").read_text(encoding="utf-8").replace("amount: 3000万元", "amount: 30000000", 1)
    with pytest.raises(DataFileError, match="must be written as the document writes it"):
        read_rules(written(tmp_path, text))


def test_kind_outside_the_closed_list_is_refused(tmp_path):
    text = (RULES / "shenzhen.yaml").read_text(encoding="utf-8").replace("kind: upto", "kind: lottery", 1)
    with pytest.raises(DataFileError, match="lottery"):
        read_rules(written(tmp_path, text))


def test_contradictory_provisions_fail_at_load():
    provisions = [*SHENZHEN["provisions"], {**SHENZHEN["provisions"][0], "effect": "add"}]
    with pytest.raises(DataFileError, match=r"provisions\[4\] \(shenzhen#8\): add contradicts exclude .* city"):
        rulebook([rule_file(provisions=provisions)])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"base": "turnover"}, "'turnover' is no input"),
        ({"id": "guangming#2.3/c"}, "belongs to another document"),
        ({"ignored": [{"figure": "1个", "reason": "x", "award": "shenzhen#9/z"}]}, "no award 'shenzhen#9/z'"),
        ({"conditions": [{"text": "x", "fact": "level", "one_of": ["县级"]}]}, "'县级' is no option of level"),
        ({"id": "shenzhen#2.3/a"}, "shenzhen#2.3/a is defined twice"),
    ],
)
def test_rule_that_names_what_is_not_there_fails_at_load(change, message):
    awards = copy.deepcopy(SHENZHEN["awards"])
    awards[2].update(change)
    with pytest.raises(DataFileError, match=message):
        rulebook([rule_file(awards=awards)])


def test_unknown_award_suggests_the_nearest():
    with pytest.raises(UnknownName, match=r"guangming#2\.7/b"):
        load_rules().award("guangming#2.7b")


def test_awards_of_a_clause_are_found_in_its_order():
    assert [a.id for a in load_rules().of_clause("guangming#4.12")] == [f"guangming#4.12/{x}" for x in "abc"]
    assert load_rules().of_clause("guangming#6.18") == ()


def test_rules_are_read_once():
    assert load_rules() is load_rules()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    many: true\n", "    several: true\n", "unknown \\['several'\\]"),
        ("  - key: purchase\n", "  - key: sales\n", "'sales' is defined twice"),
        ("accepts: [revenue, amount]", "accepts: [area]", "is area, not money"),
        ("accepts: [revenue, amount]", "accepts: [nothing]", "'nothing' is no input"),
        ("    denied: [不是首次", "    options: [{name: x}]\n    denied: [不是首次", "a choice has options"),
        ("type: rate", "type: ratio", "'ratio' is not a valid InputType"),
    ],
)
def test_wrong_input_is_refused_with_its_place(tmp_path, old, new, message):
    text = INPUTS_FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(DataFileError, match=rf"inputs\.yaml: .*{message}"):
        read_inputs(written(tmp_path, text.replace(old, new, 1), "inputs.yaml"))


def test_every_input_can_be_asked_for():
    for entry in load_inputs().values():
        assert entry.question.endswith("？")
        assert entry.name
        assert entry.aliases
        assert entry.unit or entry.type in ("rate", "flag", "choice", "date")


def test_words_that_deny_a_flag_are_none_that_affirm_it():
    for entry in load_inputs().values():
        assert not set(entry.aliases) & set(entry.denied)
