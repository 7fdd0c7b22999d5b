"""The command line: what it prints, its exit codes, and one sentence for every mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from assistant.calculator.difference import Difference
from assistant.cli import cli
from eval.endpoint import Reply

COMMANDS = sorted(cli.list_commands(None))
ON = ("--on", "2026-11-20")
QUESTION = "深圳软件企业营收首次达到10亿元，奖多少？"


def rows(out):
    return [json.loads(line) for line in out.splitlines()]


def test_commands_are_those_of_the_contract():
    assert {
        "ask",
        "awards",
        "calculate",
        "check",
        "doctor",
        "documents",
        "eval",
        "index",
        "match",
        "search",
        "serve",
    } <= {*COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_explains_itself(run, command, option):
    ran = run(command, option)
    assert ran.code == 0
    assert "Usage: policy-assistant" in ran.out
    assert len(ran.out.splitlines()) >= 5


def test_help_lists_every_command_and_the_version_is_told(run):
    assert all(command in run("--help").out for command in COMMANDS)
    assert run("--version").out.startswith("policy-assistant")


def test_program_alone_shows_how_it_is_used(run):
    ran = run()
    assert ran.code == 2
    assert all(command in ran.err for command in COMMANDS)
    assert len(ran.err.splitlines()) > 10


def test_question_is_answered_in_words(run):
    ran = run("ask", QUESTION, *ON)
    assert ran.code == 0
    assert "50万元" in ran.out
    assert "shenzhen#5.12" in ran.out


def test_question_is_answered_as_json(run, ask):
    row = json.loads(run("ask", QUESTION, *ON, "--json").out)
    assert row["id"] == ask(QUESTION).id
    assert row["calculations"][0]["amount_yuan"] == 500_000
    assert row["as_of"] == "2026-11-20"


@pytest.mark.parametrize(
    "question", ["", "   ", "🎉", "\x1b", "x" * 20_000, "<script>", "../../etc/passwd", "--", "今天天气"]
)
def test_question_that_cannot_be_answered_ends_well(run, question):
    ran = run("ask", "--json", *ON, "--", question)
    assert ran.code == 0
    assert json.loads(ran.out)["status"] in {"refused", "clarify"}
    assert not ran.err


def test_batch_is_answered_from_a_file_and_from_standard_input(run, tmp_path):
    lines = "".join(json.dumps({"id": f"q{n}", "question": QUESTION}) + "\n" for n in range(3))
    path = tmp_path / "questions.jsonl"
    path.write_text(lines)
    from_file, from_input = run("ask", "--jsonl", path, *ON), run("ask", "--jsonl", "-", *ON, stdin=lines)
    assert from_file.code == from_input.code == 0
    assert [r["id"] for r in rows(from_file.out)] == [r["id"] for r in rows(from_input.out)] == ["q0", "q1", "q2"]


def test_bad_lines_of_a_batch_stop_nothing(run):
    good = json.dumps({"id": "good", "question": QUESTION}).encode()
    lines = b"\n".join([good, b"{", b"", b'\xff\xfe{"question": 1}', b'{"id": 1}', good])
    ran = run("ask", "--jsonl", "-", *ON, stdin=lines)
    assert ran.code == 0
    assert [row.get("line") for row in rows(ran.out)] == [None, 2, 4, 5, None]
    assert [row["id"] for row in rows(ran.out) if "error" not in row] == ["good", "good"]


def test_batch_may_begin_with_a_byte_order_mark(run):
    ran = run("ask", "--jsonl", "-", *ON, stdin="\ufeff" + json.dumps({"id": "q", "question": QUESTION}))
    assert rows(ran.out)[0]["status"] == "answered"


def test_empty_batch_is_no_mistake(run):
    assert run("ask", "--jsonl", "-") == (0, "", "")


def test_search_prints_ranked_clauses(run):
    found = json.loads(run("search", "首版次", "保险", "-k", "2", "--json").out)
    assert [row["rank"] for row in found] == [1, 2]
    assert all(row["quote"] in row["text"] for row in found)
    assert "shenzhen#6.19" in run("search", "首版次", "--place", "深圳").out


def test_search_keeps_to_the_place(run):
    found = json.loads(run("search", "租金补贴", "--place", "光明", "--json").out)
    assert {row["document_id"] for row in found} == {"guangming"}


def test_documents_are_listed_with_their_standing_on_the_day(run):
    standing = {row["id"]: row["standing"] for row in json.loads(run("documents", "--json", *ON).out)}
    assert standing["shenzhen"] == "in_force"
    assert standing["guangzhou"] == "draft"
    later = json.loads(run("documents", "--json", "--on", "2027-10-15").out)
    assert {row["id"]: row["standing"] for row in later}["shenzhen"] == "expired"
    assert "深圳市推动软件产业高质量发展的若干措施" in run("documents").out


def test_awards_are_listed(run):
    every, own = (
        json.loads(run("awards", "--json").out),
        json.loads(run("awards", "--document", "guangming", "--json").out),
    )
    assert {row["document_id"] for row in own} == {"guangming"}
    assert len(every) > len(own) > 20
    assert "shenzhen#5.12/a" in run("awards").out


def test_award_is_calculated(run):
    row = json.loads(run("calculate", "shenzhen#5.12/a", "revenue=12亿", "--json", *ON).out)
    assert (row["outcome"], row["amount_yuan"], row["bound"]) == ("amount", 500_000, "exact")
    assert "50万元" in run("calculate", "shenzhen#5.12/a", "revenue=12亿").out


def test_profile_is_matched(run, tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text("place: 光明区\nrevenue: 12亿\nnewly_settled: 是\nfirst_time: 是\n", encoding="utf-8")
    row = json.loads(run("match", path, "--json", *ON).out)
    assert row["best"]["amount_yuan"] == 10_500_000
    assert "最佳组合" in run("match", path).out


def test_check_finds_no_difference(run):
    ran = run("check")
    assert (ran.code, ran.err) == (0, "")


def test_check_tells_every_difference_and_ends_with_one(run, monkeypatch, capsys):
    found = [Difference("shenzhen.yaml", f"awards[{n}].cap", "500万元 does not stand in the quote") for n in range(2)]
    monkeypatch.setattr("assistant.calculator.check", lambda: found)
    with pytest.raises(SystemExit) as ended:
        run("check")
    assert ended.value.code == 1
    assert capsys.readouterr().out.splitlines() == [str(difference) for difference in found]


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["aks", QUESTION], "ask"),
        (["serch", "首版次"], "search"),
        (["ask", QUESTION, "--jsno"], "--json"),
        (["index", "--rebuid"], "--rebuild"),
        (["awards", "--document", "shenzen"], "shenzhen"),
        (["search", "首版次", "--place", "深川"], "深圳"),
        (["calculate", "shenzhen#5.12/x"], "shenzhen#5.12/"),
        (["calculate", "shenzhen#5.12/a", "revenu=12亿"], "revenue"),
        (["ask", QUESTION, "--on", "2026-13-01"], "2026-11-20"),
        (["documents", "--on", "昨天"], "2026-11-20"),
    ],
)
def test_mistyped_name_is_answered_with_the_nearest(run, arguments, near):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert near in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", QUESTION, "--jsonl", "-"],
        ["ask", "--jsonl", "nowhere.jsonl"],
        ["search"],
        ["search", "首版次", "-k", "0"],
        ["search", "首版次", "-k", "many"],
        ["calculate"],
        ["calculate", "shenzhen#5.12/a", "revenue"],
        ["calculate", "shenzhen#5.12/a", "revenue=很多"],
        ["calculate", "shenzhen#5.12/a", "revenue=12亿", "revenue=1亿"],
        ["match"],
        ["match", "nowhere.yaml"],
        ["serve", "--port", "99999"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_mistake_is_told_in_one_line(run, arguments):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_unknown_setting_is_told_with_the_nearest(run, monkeypatch):
    monkeypatch.setenv("POLICY_ASSISTANT_HOEM", "x")
    ran = run("ask", QUESTION)
    assert ran.code == 2
    assert "POLICY_ASSISTANT_HOME" in ran.err


@pytest.fixture
def program(home, assistant):
    """Starts the program as a process of its own."""

    def program(*arguments):
        return subprocess.Popen(
            [sys.executable, "-m", "assistant", *arguments],
            env=os.environ | {"POLICY_ASSISTANT_HOME": str(home), "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    return program


def test_batch_streams_each_answer_before_the_next_question_is_written(program):
    with program("ask", "--jsonl", "-", *ON) as process:
        for n in range(3):
            process.stdin.write(json.dumps({"id": f"q{n}", "question": QUESTION}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == f"q{n}"
        process.stdin.close()
        assert process.wait(timeout=30) == 0
        assert process.stderr.read() == ""


def test_reader_that_goes_away_is_not_complained_of(program):
    with program("awards") as process:
        process.stdout.close()
        assert process.wait(timeout=30) in {0, 1}
        assert process.stderr.read() == ""


def test_process_ends_with_the_code_of_the_mistake(program):
    with program("aks") as process:
        assert process.wait(timeout=30) == 2
        assert process.stderr.read().count("\n") == 1


# --- with a chat model


@pytest.fixture
def with_model(monkeypatch, chat_with):
    """Configures a scripted chat model in the environment; its server."""

    def with_model(script):
        _, server = chat_with(script)
        monkeypatch.setenv("POLICY_ASSISTANT_MODEL", "openai:scripted")
        monkeypatch.setenv("POLICY_ASSISTANT_BASE_URL", server.url)
        monkeypatch.setenv("POLICY_ASSISTANT_RETRIES", "0")
        return server

    return with_model


SENTENCE = "营业收入首次达到10亿元的，给予50万元奖励。[1]"


def test_model_phrases_the_answer_when_one_is_configured(run, with_model):
    with_model(Reply(text=SENTENCE))
    row = json.loads(run("ask", QUESTION, *ON, "--json").out)
    assert row["engine"] == "openai:scripted"
    assert SENTENCE in row["answer"]
    assert set(row["prompts"]) == {"answer"}
    assert SENTENCE in run("ask", QUESTION, *ON).out


def test_no_model_means_no_model(run, with_model, ask):
    server = with_model(Reply(text=SENTENCE))
    row = json.loads(run("ask", QUESTION, *ON, "--json", "--no-model").out)
    assert row["answer"] == ask(QUESTION).answer
    assert server.requests == []


def test_looking_up_and_evaluating_ask_no_model(run, with_model):
    server = with_model(Reply(text=SENTENCE))
    assert run("search", "首版次").code == 0
    assert server.requests == []


def test_a_batch_is_phrased_line_by_line(run, with_model):
    with_model([Reply(text=SENTENCE), Reply(status=500)])
    lines = "\n".join(json.dumps({"id": name, "question": QUESTION}) for name in "ab")
    first, second = rows(run("ask", "--jsonl", "-", *ON, stdin=lines).out)
    assert (first["engine"], first["reason"]) == ("openai:scripted", "ok")
    assert (second["engine"], second["reason"], second["fault"]) == ("deterministic", "degraded", "broken")


def test_on_a_terminal_the_figure_comes_first_and_everything_once(run, with_model, monkeypatch):
    with_model(Reply(text=SENTENCE))
    whole = run("ask", QUESTION, *ON).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    live = run("ask", QUESTION, *ON).out
    assert live.startswith("可得 50万元（定额）")
    assert live.split() == whole.split()


def test_the_key_is_in_nothing_that_is_printed(run, with_model, monkeypatch):
    with_model(Reply(status=401, raw=b'{"error": {"message": "bad key sk-secret"}}'))
    monkeypatch.setenv("POLICY_ASSISTANT_API_KEY", "sk-secret")
    for command in (("ask", QUESTION), ("ask", QUESTION, "--json"), ("doctor",), ("index", "--expand", "--every")):
        ran = run(*command)
        assert "secret" not in ran.out + ran.err
