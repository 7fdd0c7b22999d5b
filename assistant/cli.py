"""The command line; the one place that turns errors into messages and exit codes."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from assistant import __version__
from assistant.cli_group import SuggestingGroup, day, fail_cleanly
from assistant.cli_records import records_group
from assistant.cli_users import users_group
from assistant.errors import BadValue

if TYPE_CHECKING:
    from assistant.answer import Assistant

ON = click.option("--on", type=day, metavar="DATE", help="以哪一天为准，如 2026-11-20（默认今天） / as of")
# What is no UTF-8 makes a bad line, not the end of a batch.
LINES = click.File("r", encoding="utf-8", errors="replace")
JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")


@click.group(cls=SuggestingGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="policy-assistant")
def cli() -> None:
    r"""软件产业政策助手：回答带条款引用，金额由规则计算。

    Cited answers and exact figures from the software-industry policies of Guangdong, Guangzhou,
    Shenzhen and Guangming District.

    \b
    例 / Examples:
      policy-assistant ask 深圳的软件公司营收第一次过10亿，奖多少？
      policy-assistant search 首版次 --place 深圳
      policy-assistant serve
    """


@cli.command()
@click.option("--rebuild", is_flag=True, help="不论新旧都重建 / build anew even if it is fresh")
@click.option("--expand", is_flag=True, help="让大模型写出各条款的问法，供审阅 / let the chat model write questions")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=None, help="--expand 写到哪个文件夹")
@click.option("--every", is_flag=True, help="--expand 也写已有问法的条款 / clauses that have questions too")
def index(rebuild: bool, expand: bool, into: Path | None, every: bool) -> None:
    """建立或更新索引 / build or refresh the index."""
    if expand:
        from assistant.expand import expand_clauses

        click.echo(expand_clauses(into, every=every, say=lambda line: click.echo(line, err=True)))
        return
    from assistant.opening import build_index

    report = build_index(rebuild=rebuild)
    click.echo(report)


@cli.command()
@click.argument("question", required=False)
@click.option("--jsonl", type=LINES, metavar="FILE|-", help="批量：每行一个 {id, question}")
@ON
@JSON
@click.option("--no-model", is_flag=True, help="不用大模型，只用确定性答案 / deterministic answer only")
def ask(question: str | None, jsonl: IO[str] | None, on: date | None, as_json: bool, no_model: bool) -> None:
    """回答一个问题，或一批问题 / answer a question, or a batch of them."""
    if (question is None) == (jsonl is None):
        raise BadValue("请给出一个问题，或用 --jsonl 给出文件。 / Give a question, or a file with --jsonl.")
    assistant = _assistant(with_model=not no_model)
    if jsonl is not None:
        from assistant.batch import answer_lines

        for answered in answer_lines(assistant, jsonl, on=on):
            _print_json(answered)
        return
    from assistant.jsonable import answer_json
    from assistant.printing import answer_text

    if sys.stdout.isatty() and not as_json:
        from assistant.live_printing import print_live

        print_live(assistant.stream(question or "", on=on), lambda text: click.echo(text, nl=False))
        return
    answer = assistant.ask(question or "", on=on)
    _print_json(answer_json(answer)) if as_json else click.echo(answer_text(answer))


@cli.command()
@click.argument("words", nargs=-1, required=True)
@click.option("-k", "count", type=click.IntRange(1, 50), default=8, help="最多几条，默认 8 / at most so many")
@click.option("--place", default=None, help="广东省、广州、深圳、光明 / only this place")
@ON
@JSON
def search(words: tuple[str, ...], count: int, place: str | None, on: date | None, as_json: bool) -> None:
    """查条款：按相关程度列出 / look up clauses, best first."""
    from assistant.places import documents_of_place
    from assistant.printing import search_rows, search_text

    within = documents_of_place(place) if place else None
    found = _assistant(with_model=False).search(" ".join(words), k=count, within=within, on=on)
    _print_json(search_rows(found)) if as_json else click.echo(search_text(found))


@cli.command()
@ON
@JSON
def documents(on: date | None, as_json: bool) -> None:
    """列出文件及其效力 / the documents and how they stand."""
    from assistant.printing import document_rows, document_text

    rows = document_rows(on or date.today())  # noqa: DTZ011 - the day on the caller's own calendar
    _print_json(rows) if as_json else click.echo(document_text(rows))


@cli.command()
@click.option("--document", "document_id", default=None, help="只列一份文件 / only this document")
@ON
@JSON
def awards(document_id: str | None, on: date | None, as_json: bool) -> None:
    """列出全部奖补规则 / every award rule."""
    from assistant.calculations import award_rows
    from assistant.printing import awards_text

    rows = award_rows(document_id, on=on or date.today())  # noqa: DTZ011 - the day on the caller's own calendar
    _print_json(rows) if as_json else click.echo(awards_text(rows))


@cli.command()
@click.argument("award_id")
@click.argument("facts", nargs=-1, metavar="KEY=VALUE…")
@ON
@JSON
def calculate(award_id: str, facts: tuple[str, ...], on: date | None, as_json: bool) -> None:
    """计算一项奖补 / calculate one award: calculate shenzhen#5.12/a revenue=12亿."""
    from assistant.calculations import calculated
    from assistant.jsonable import jsonable
    from assistant.printing import calculation_text

    result = calculated(award_id, facts, on=on or date.today())  # noqa: DTZ011 - the caller's own calendar
    _print_json(jsonable(result)) if as_json else click.echo(calculation_text(result))


@cli.command()
@click.argument("profile", type=click.Path(path_type=Path))
@ON
@JSON
def match(profile: Path, on: date | None, as_json: bool) -> None:
    """按企业情况匹配可申请的奖补 / what a company may claim, from a YAML or JSON profile."""
    from assistant.calculations import match_object, matched
    from assistant.printing import match_text

    result = matched(profile, on=on or date.today())  # noqa: DTZ011 - the day on the caller's own calendar
    _print_json(match_object(result)) if as_json else click.echo(match_text(result))


@cli.command()
def check() -> None:
    """核对规则与原文，不一致时退出码为 1 / check the rules against the documents."""
    from assistant.calculator import check as differences
    from assistant.calculator import load_rules

    found = differences()
    for difference in found:
        click.echo(str(difference))
    if found:
        click.echo(f"共 {len(found)} 处不一致 / {len(found)} differences", err=True)
        sys.exit(1)
    click.echo(f"规则与原文一致：{len(load_rules().awards)} 条 / rules and documents agree")


@cli.command()
def doctor() -> int:
    """检查设置、索引和大模型，说明哪里不对 / try everything that is configured and say what is wrong."""
    from assistant.doctor import examine

    well = True
    for finding in examine():
        click.echo(str(finding))
        well = well and finding.well
    return 0 if well else 1


@cli.command(name="eval")
@click.argument("sets", nargs=-1, metavar="[SET…]")
@click.option("--on", type=day, metavar="DATE", help="以哪一天为准（默认题集的日期） / as of")
@click.option("--report", type=click.Path(path_type=Path), default=Path("artefacts/eval"), help="报告写到哪个文件夹")
@click.option("--answers", type=click.Path(path_type=Path, exists=True), default=None, help="只评这份已有的答案")
@click.option("--curve", is_flag=True, help="阈值移动时答错与拒答的曲线 / wrong answers against refusals")
@click.option("--peers", is_flag=True, help="与 LangChain、LlamaIndex、Haystack 对照 / beside other projects")
@click.option("--models", metavar="NAME,…", help="嵌入模型对照：built-in,none,lsa,minilm 或文件夹 / embedding models")
def evaluate(
    sets: tuple[str, ...],
    on: date | None,
    report: Path,
    answers: Path | None,
    *,
    curve: bool,
    peers: bool,
    models: str | None,
) -> None:
    """用题集评测，不达标时退出码为 1 / ask the question sets and hold the measures against the thresholds."""
    from eval.command import AS_OF, run_eval
    from eval.further import parts

    day = on or AS_OF
    wanted = parts(curve=curve, peers=peers, models=(models or "").split(",") if models else (), on=day)
    verdict = run_eval(
        lambda: _assistant(with_model=False), sets, on=day, folder=report, answers=answers, further=wanted
    )
    click.echo(verdict.summary)
    sys.exit(verdict.exit_code)


@cli.command()
@click.option("--host", default=None, help="默认 127.0.0.1，只有本机能访问 / loopback only by default")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="默认 7860 / port")
def serve(host: str | None, port: int | None) -> None:
    """打开网页和接口 / open the page and the API."""
    from dataclasses import replace

    from assistant.service import serve as run
    from assistant.settings import load_settings

    settings = load_settings()
    run(replace(settings, host=host or settings.host, port=port or settings.port), _assistant)


cli.add_command(records_group)
cli.add_command(users_group)


def _assistant(*, with_model: bool = True) -> Assistant:
    from assistant.opening import open_assistant

    return open_assistant(with_model=with_model)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def main() -> None:
    """Run the command line; every error ends as one sentence and an exit code."""
    sys.exit(fail_cleanly(cli))


if __name__ == "__main__":
    main()
