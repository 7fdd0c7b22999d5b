"""A service whose answers are written here: for what the real assistant never does, or does too fast to watch.

Run as a script with a port (0 for a free one).
"""

from __future__ import annotations

import hashlib
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from assistant.records import open_records
from assistant.records.types import Build
from assistant.service.serving import serve_asker
from assistant.settings import load_settings
from index.clauses import corpus_clauses
from index.manifest import document

HOSTILE = "<img src=x onerror=\"document.title='hit'\">![p](http://outside.example/p.png)<script>document.title='hit'</script>"
ON = "2026-11-20"
GO_ON = threading.Semaphore(0)


def citation(clause_id: str, quote: str, **changed: Any) -> dict[str, Any]:
    clause = corpus_clauses()[clause_id]
    entry = document(clause.document_id)
    return {
        "clause_id": clause_id,
        "document_id": entry.id,
        "document": entry.title,
        "label": clause.label,
        "title": clause.title,
        "text": clause.text,
        "quote": quote,
        "start": clause.start,
        "end": clause.end,
        "standing": "in_force" if entry.id == "shenzhen" else "draft",
        "standing_name": "现行",
        "sha256": hashlib.sha256(clause.text.encode()).hexdigest(),
        **changed,
    }


def answer(question: str, **changed: Any) -> dict[str, Any]:
    return {
        "id": "a1",
        "question": question,
        "rewritten": None,
        "language": "zh",
        "status": "answered",
        "reason": "ok",
        "answer": "",
        "spoken": "",
        "citations": [],
        "related": [],
        "calculations": [],
        "as_of": ON,
        "engine": "deterministic",
        **changed,
    }


SHENZHEN = (
    "支持软件和信息服务业企业做大做强，对营业收入首次达到10亿元、50亿元、100亿元的软件和信息服务业企业，"
    "分别给予50万元、150万元、300万元奖励。"
)


def revenue(question: str) -> dict[str, Any]:
    return answer(
        question,
        answer="深圳对营业收入**首次达到50亿元**的软件和信息服务业企业，给予**150万元**奖励。[1]\n\n"
        f"> {SHENZHEN}[1]\n\n另可留意：年度营业收入及增速达到一定标准的，按增量给予阶梯式奖励，文件未写比例。[1]",
        spoken="您好，按深圳市若干措施第五部分第十二条，营业收入首次达到五十亿元的软件企业，奖励一百五十万元，这份文件现行有效。",
        citations=[
            citation("shenzhen#5.12", SHENZHEN),
            citation("shenzhen#8", "本措施自2022年10月15日起施行，有效期5年。"),
        ],
        calculations=[
            {
                "award_id": "shenzhen#5.12/a",
                "clause_id": "shenzhen#5.12",
                "title": "营业收入首次达到一定规模的奖励",
                "outcome": "amount",
                "amount_yuan": 1500000,
                "at_least_yuan": None,
                "ceiling_yuan": 3000000,
                "bound": "exact",
                "inputs": {"revenue": "50亿元"},
                "missing": [],
                "conditions": ["营业收入是首次达到50亿元", "属于软件和信息服务业企业"],
                "steps": [
                    {"text": "您说的营业收入：50亿元", "amount_yuan": None, "clause_id": None, "quote": None},
                    {
                        "text": "达到50亿元一档，未到100亿元",
                        "amount_yuan": 1500000,
                        "clause_id": "shenzhen#5.12",
                        "quote": "首次达到10亿元、50亿元、100亿元……分别给予50万元、150万元、300万元奖励",
                    },
                ],
                "standing": "in_force",
            }
        ],
    )


def refused(question: str) -> dict[str, Any]:
    return answer(
        question,
        status="refused",
        reason="no_evidence",
        answer="现有的政策文件里没有查到这个问题的规定，不能据此答复。",
        related=[citation("shenzhen#5.13", "")],
    )


def clarify(question: str) -> dict[str, Any]:
    return answer(
        question,
        status="clarify",
        reason="missing_fact",
        answer="光明区的租金补贴要看租用面积。请问实际租用的办公面积是多少平方米？[1]",
        citations=[citation("guangming#3.6" if "guangming#3.6" in corpus_clauses() else "guangming#0", "")],
        calculations=[
            {
                "award_id": "guangming#3.6/a",
                "clause_id": "guangming#3.6",
                "title": "办公用房租金补贴",
                "outcome": "needs_input",
                "amount_yuan": None,
                "ceiling_yuan": 3000000,
                "bound": None,
                "missing": [{"key": "area", "name": "租用面积", "question": "实际租用的办公面积是多少平方米？"}],
                "conditions": [],
                "steps": [],
                "standing": "draft",
            }
        ],
    )


def hostile(question: str) -> dict[str, Any]:
    bad = citation("shenzhen#5.12", HOSTILE, text=f"前文{HOSTILE}后文", title=HOSTILE, label=HOSTILE, document=HOSTILE)
    step = {"text": HOSTILE, "amount_yuan": None, "clause_id": None, "quote": HOSTILE}
    figure = {
        "award_id": "x",
        "clause_id": "x",
        "title": HOSTILE,
        "outcome": "amount",
        "amount_yuan": 1,
        "bound": "upper",
        "missing": [{"key": "k", "name": "n", "question": HOSTILE}],
        "conditions": [HOSTILE],
        "steps": [step],
        "standing": "draft",
    }
    return answer(
        question,
        answer=f"{HOSTILE} [1] [链接](javascript:document.title='hit') [2023] ${{document.title='hit'}} {{{{7*7}}}}",
        spoken=HOSTILE,
        rewritten=HOSTILE,
        citations=[bad],
        calculations=[figure],
    )


def slow(question: str) -> dict[str, Any]:
    time.sleep(4)
    return revenue(question)


def slower(question: str) -> dict[str, Any]:
    time.sleep(12)
    return revenue(question)


def broken(question: str) -> dict[str, Any]:
    raise RuntimeError("secret detail of the inside")


def _seen() -> None:
    """Wait until the test has seen what stands there: it searches for 继续 then."""
    GO_ON.acquire(timeout=30)


def in_sentences(question: str) -> Iterator[dict[str, Any]]:
    first = revenue(question)
    yield {"event": "provisional", "answer": first}
    _seen()
    yield {"event": "sentence", "text": "\n\n逐句写的第一句。[1]"}
    _seen()
    yield {"event": "final", "answer": {**first, "answer": "全部写完的答复，**150万元**。[1]"}}


SCRIPT = {"更慢": slower, "慢": slow, "坏": broken, "黑": hostile, "珠海": refused, "租金": clarify, "租": clarify}


class Scripted:
    def ask(self, question: str, *, history: Any = (), on: Any = None) -> dict[str, Any]:
        for word, reply in SCRIPT.items():
            if word in question:
                return reply(question)
        given = revenue(question)
        return {**given, "rewritten": f"{history[-1]} {question}"} if history else given

    def stream(self, question: str, *, history: Any = (), on: Any = None, stop: Any = None) -> Any:
        if "逐句" in question:
            yield from in_sentences(question)
            return
        given = self.ask(question, history=history, on=on)
        yield {"event": "provisional", "answer": given}
        yield {"event": "final", "answer": given}

    def search(self, words: str, *, k: int, narrowing: Any = None) -> list[dict[str, Any]]:
        if "继续" in words:
            GO_ON.release()
        if "迟" in words:
            time.sleep(0.6)
        given = hostile(words)["citations"] if "黑" in words else revenue(words)["citations"]
        return [{"rank": n, "score": 0.5, **c, "title": f"{c['title']}{words}"} for n, c in enumerate(given, start=1)]

    def build(self) -> Build:
        return Build()

    def awards(self, *, document: str | None = None) -> list[dict[str, Any]]:
        return []

    def calculate(self, award_id: str, inputs: Any, *, on: Any = None) -> dict[str, Any]:
        return {}

    def health(self) -> dict[str, Any]:
        return {"index": {"ok": True}, "store": {"ok": True}, "model": {"ok": True}}


if __name__ == "__main__":
    port = int(sys.argv[1])

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    records = open_records(load_settings())
    serve_asker(Scripted, host="127.0.0.1", port=port, say=say, open_records=lambda _: records)
