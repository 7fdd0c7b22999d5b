"""Everything that is configured, tried for real: what works, what does not, and what would be right."""

from __future__ import annotations

import difflib
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from assistant.chat import Chat, open_chat
from assistant.errors import AssistantError, BadSetting, ModelFailed
from assistant.lookup_tools import lookup_tools
from assistant.pulse import reachable
from assistant.settings import PREFIX, Settings, load_settings
from assistant.types import Fault
from index.errors import IndexFailure

_HELLO: Final = [("user", "请只回复五个字：软件产业政策")]
_COUNT: Final = [("user", "请从一写到二十，用顿号隔开，不要写别的。")]
_LOOK_UP: Final = [("user", "请调用 search_clauses 工具，查“首版次 奖励”。")]
_FILLER: Final = "软件和信息服务业高质量发展。"
_PATIENCE: Final = 5.0
_ADVICE: Final[dict[Fault, str]] = {
    Fault.UNREACHABLE: "地址连接不上：请检查 {p}BASE_URL={url}，以及模型服务是否已启动 / nobody answers at the address",
    Fault.KEY: "密钥不被接受：请检查 {p}API_KEY / the key is not accepted",
    Fault.NO_MODEL: "地址或模型名不对：{p}BASE_URL 一般以 /v1 结尾；{p}MODEL={model}{names} / no such address or model",
    Fault.QUOTA: "超出额度或请求太多：请稍后再试，或检查账户余额 / over quota",
    Fault.REFUSED: "请求不被接受：请检查 {p}MODEL={model}{names}，或设 {p}TEMPERATURE=default / the request is refused",
    Fault.SLOW: "{seconds:g} 秒内没有答完：请加大 {p}TIMEOUT，或换更快的模型 / not finished in time",
    Fault.BROKEN: "服务出错，或返回的不是 OpenAI 格式：请检查 {p}BASE_URL={url} 与服务日志 / the server fails",
    Fault.CONTEXT: "上下文不够：请把 {p}CONTEXT 调小，或换上下文更长的模型 / the context is too short",
}
_ELSE: Final = "没有给出可用的内容：请换一个对话模型 / gave nothing of use; is it a chat model?"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried; ``well`` is False when it has to be mended, ``said`` is what was found."""

    name: str
    said: str
    well: bool = True
    warning: bool = False

    def __str__(self) -> str:
        sign = "!" if self.warning else "✓" if self.well else "✗"
        return f"{sign} {self.name}：{self.said}"


def examine(settings: Settings | None = None) -> Iterator[Finding]:
    """What each part came to, as soon as it is known; what a failed part is needed for is not tried."""
    try:
        wanted = settings or load_settings()
    except BadSetting as error:
        yield Finding("设置 settings", str(error), well=False)
        return
    yield Finding("设置 settings", f"数据文件夹 {wanted.home} / data folder")
    yield from _index(wanted)
    chat = open_chat(wanted)
    if chat is None:
        yield Finding("大模型 model", f"未配置，使用确定性答案；要用时设置 {PREFIX}MODEL / none configured")
        return
    yield from _model(chat)


def _index(settings: Settings) -> Iterator[Finding]:
    from assistant.opening import open_assistant

    try:
        assistant = open_assistant(settings, with_model=False)
        found = assistant.search("奖励", k=1)
        yield Finding("索引 index", "可以查询 / can be searched", well=bool(found))
        began = time.perf_counter()
        assistant.ask("深圳软件企业营收奖励")
        yield Finding("答案 answer", f"{(time.perf_counter() - began) * 1000:.0f} 毫秒 / milliseconds")
    except (AssistantError, IndexFailure) as error:
        yield Finding("索引 index", str(error), well=False)


def _model(chat: Chat) -> Iterator[Finding]:
    """The model's address, key and name in one call, then streaming, tools and room, each in one of its own."""
    url = chat.settings.base_url
    if url and not reachable(url):
        yield Finding("地址 address", _advice(chat, Fault.UNREACHABLE), well=False)
        return
    try:
        began = time.perf_counter()
        said = chat.text(_HELLO, clock=chat.clock())
        took = time.perf_counter() - began
    except ModelFailed as failed:
        told = str(failed) if failed.fault == Fault.SETTINGS else _advice(chat, Fault(failed.fault))
        yield Finding("大模型 model", told, well=False)
        return
    yield Finding("大模型 model", f"{chat.name} 用 {took:.1f} 秒答复 / answers", well=bool(said))
    for name, try_out in (("流式 streaming", _streaming), ("工具 tools", _tools), ("上下文 context", _context)):
        try:
            yield try_out(chat, name)
        except ModelFailed as failed:
            yield Finding(name, _advice(chat, Fault(failed.fault)), well=False)


def _streaming(chat: Chat, name: str) -> Finding:
    began, first, pieces = time.perf_counter(), 0.0, 0
    for piece in chat.pieces(_COUNT, clock=chat.clock()):
        pieces += bool(piece.text)
        first = first or time.perf_counter() - began
    if pieces > 1:
        return Finding(name, f"{pieces} 段，第一段在 {first:.1f} 秒后 / pieces, the first after {first:.1f} s")
    return Finding(name, "整段返回，不能边写边看 / comes in one piece, cannot be watched", warning=True)


def _tools(chat: Chat, name: str) -> Finding:
    if not chat.with_tools:
        return Finding(name, f"已关闭（{PREFIX}TOOLS=off） / switched off")
    tool = lookup_tools(lambda *_, **__: [], lambda _: None, on=date(2026, 1, 1))[0]
    off = f"模型不调用工具，可设 {PREFIX}TOOLS=off；答案照常使用核对过的结果 / calls no tools; answers do without"
    try:
        reply: Any = None
        for piece in chat.pieces(_LOOK_UP, clock=chat.clock(), tools=[tool]):
            reply = piece if reply is None else reply + piece
    except ModelFailed as failed:
        if failed.fault != Fault.REFUSED:
            raise
        return Finding(name, off, warning=True)
    called = [call["name"] for call in getattr(reply, "tool_calls", ())]
    return Finding(name, "会调用 / are called") if called == [tool.name] else Finding(name, off, warning=True)


def _context(chat: Chat, name: str) -> Finding:
    room = chat.context - chat.context // 4
    filler = _FILLER * (room // len(_FILLER))
    chat.text([("user", f"{filler}\n上面的文字不用管，请只回复两个字：收到")], clock=chat.clock())
    return Finding(name, f"装得下 {PREFIX}CONTEXT={chat.context} 的资料 / holds what is sent")


def _advice(chat: Chat, fault: Fault) -> str:
    """What would be right, with the nearest model that the server has."""
    names = _names(chat.settings) if fault in (Fault.NO_MODEL, Fault.REFUSED) else []
    wanted = chat.name.partition(":")[2]
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.3) or names[:1]
    hint = f"，服务上有 {near[0]}" if near and wanted not in names else ""
    shown = {"url": chat.settings.base_url, "model": chat.name, "seconds": chat.settings.timeout}
    return _ADVICE.get(fault, _ELSE).format(p=PREFIX, names=hint, **shown)


def _names(settings: Settings) -> list[str]:
    """The models that an OpenAI-compatible server says it has; none when it does not say."""
    if not settings.base_url:
        return []
    request = urllib.request.Request(  # noqa: S310  # the settings let only http and https through
        settings.base_url.rstrip("/") + "/models", headers={"authorization": f"Bearer {settings.api_key or 'none'}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310
            rows = json.load(response)["data"]
            return [str(row["id"]) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, urllib.error.URLError):
        return []
