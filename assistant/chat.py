"""A chat model through LangChain: pieces of text as they come, within one wall clock, failures of a closed list.

The model runs on an event loop of its own, so that a call can be given up at any moment, whatever the
server does; LangChain's own time-out is per read and would let a dripping server go on for ever.
"""

from __future__ import annotations

import asyncio
import functools
import queue
import re
import threading
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from assistant.clock import Clock
from assistant.errors import BadSetting, ModelFailed
from assistant.pulse import Pulse
from assistant.settings import PREFIX, Settings
from assistant.thoughts import Thoughts
from assistant.types import Fault

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk
    from langchain_core.tools import BaseTool

_RETRIED: Final = frozenset({Fault.UNREACHABLE, Fault.QUOTA, Fault.BROKEN})
_PAUSE, _LONGEST_PAUSE = 0.5, 60.0
# LangChain's provider-neutral errors, by name since importing them is left to who has a model; the first that fits.
_FAULTS: Final[tuple[tuple[str, Fault], ...]] = (
    ("ContextOverflowError", Fault.CONTEXT),
    ("ModelAuthenticationError", Fault.KEY),
    ("ModelPermissionDeniedError", Fault.KEY),
    ("ModelNotFoundError", Fault.NO_MODEL),
    ("ModelRateLimitError", Fault.QUOTA),
    ("ModelInvalidRequestError", Fault.REFUSED),
    ("ModelTimeoutError", Fault.SLOW),
    ("ModelConnectionError", Fault.UNREACHABLE),
    ("ModelAPIError", Fault.BROKEN),
)
_STATUSES: Final = {401: Fault.KEY, 402: Fault.QUOTA, 403: Fault.KEY, 404: Fault.NO_MODEL, 429: Fault.QUOTA}
_PACKAGE: Final = re.compile(r"pip install (?:-U )?([a-z0-9_-]+)")
_END: Final = object()

Messages = Sequence[Any]
"""What LangChain takes as messages: its own, or (role, text)."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A configured chat model; ``name`` is what answers show, ``context`` how many tokens it can hold."""

    settings: Settings
    pulse: Pulse = field(default_factory=Pulse, compare=False)

    @property
    def name(self) -> str:
        """The model as it was configured."""
        return self.settings.model

    @property
    def context(self) -> int:
        """How many tokens question, clauses and answer may have together."""
        return self.settings.context

    @property
    def with_tools(self) -> bool:
        """Whether tools are offered to the model."""
        return self.settings.tools

    def health(self) -> Mapping[str, Any]:
        """Whether the model is well, as far as that is known without asking it anything."""
        return self.pulse.state(self.settings)

    def clock(self, *, stop: threading.Event | None = None) -> Clock:
        """The time that one answer may take, from now on."""
        return Clock(self.settings.timeout, stop=stop)

    def pieces(
        self, messages: Messages, *, clock: Clock, tools: Sequence[BaseTool] = (), step: str = ""
    ) -> Iterator[AIMessageChunk]:
        """The pieces of the model's reply as they arrive; ``step`` names one that has a model of its own.

        Raises ModelFailed for whatever goes wrong, without a word of what the server said.
        """
        try:
            yield from self._tried(messages, clock, tools, step)
        except BadSetting as error:
            self.pulse.felt(Fault.SETTINGS)
            raise ModelFailed(Fault.SETTINGS, str(error)) from None
        except ModelFailed as failed:
            self.pulse.felt(Fault(failed.fault))
            raise
        self.pulse.felt(None)

    def _tried(
        self, messages: Messages, clock: Clock, tools: Sequence[BaseTool], step: str
    ) -> Iterator[AIMessageChunk]:
        model: Any = _model(self.settings, step)
        asked = model.bind_tools(list(tools)) if tools else model
        for trial in range(self.settings.retries + 1):
            begun = False
            try:
                for piece in _arriving(asked.astream(list(messages)), clock):
                    begun = True
                    yield piece
                return
            except _Broken as broken:
                # What breaks when it has begun has been cut off, whatever cut it.
                fault = Fault.TRUNCATED if begun and broken.fault in _RETRIED else broken.fault
                failed = ModelFailed(fault)
                if begun or broken.fault not in _RETRIED or trial == self.settings.retries:
                    raise failed from None
                clock.wait(broken.after if broken.after is not None else _PAUSE * 2**trial, otherwise=failed)

    def text(self, messages: Messages, *, clock: Clock, step: str = "", longest: int = 8_000) -> str:
        """The model's whole reply as text without its thoughts; ModelFailed when it is longer than that."""
        thoughts, said = Thoughts(), ""
        for piece in self.pieces(messages, clock=clock, step=step):
            said += thoughts.feed(str(piece.text))
            if len(said) > longest:
                raise ModelFailed(Fault.TOO_LONG)
        return (said + thoughts.close()).strip()


def open_chat(settings: Settings) -> Chat | None:
    """The configured chat model, None when none is; nothing is imported or asked yet."""
    return Chat(settings) if settings.model else None


class _Broken(Exception):
    """What a call to the model ended in; ``after`` is how many seconds the server asks to wait."""

    def __init__(self, fault: Fault, after: float | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.after = after


def _arriving(pieces: AsyncIterator[AIMessageChunk], clock: Clock) -> Iterator[AIMessageChunk]:
    """The pieces of a running call; leaving early, for whatever reason, ends the call and its connection."""
    waiting: queue.Queue[Any] = queue.Queue()

    async def run() -> None:
        try:
            async for piece in pieces:
                waiting.put(piece)
            waiting.put(_END)
        except Exception as error:
            waiting.put(_Broken(_fault(error), _retry_after(error)))

    task = asyncio.run_coroutine_threadsafe(run(), _loop())
    try:
        while (item := clock.take(waiting)) is not _END:
            if isinstance(item, _Broken):
                raise item
            yield item
    finally:
        task.cancel()


@functools.cache
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop that every call runs on, in a thread of its own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop


@functools.lru_cache(maxsize=8)
def _model(settings: Settings, step: str) -> BaseChatModel:
    """LangChain's model for a step; BadSetting when the settings name none that there is."""
    from langchain.chat_models import init_chat_model

    name = getattr(settings, f"model_{step}", "") or settings.model
    provider = name.partition(":")[0]
    options: dict[str, Any] = {"timeout": settings.timeout, "max_retries": 0}
    options |= {"base_url": settings.base_url} if settings.base_url else {}
    options |= {"temperature": settings.temperature} if settings.temperature is not None else {}
    # A server of one's own asks for no key, but the client insists on one.
    key = settings.api_key or ("none" if settings.base_url else "")
    options |= {"api_key": key} if key else {}
    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except ImportError as error:
        named = _PACKAGE.search(str(error))
        package = named[1] if named else (error.name or "langchain").replace("_", "-")
        raise BadSetting(f"{PREFIX}MODEL={name!r} 需要先安装 {package}。 / needs the package {package}.") from None
    except Exception:  # each provider refuses in its own way, and may repeat the key
        raise BadSetting(_unusable(provider, name, key_given=bool(key))) from None
    return model


def _unusable(provider: str, name: str, *, key_given: bool) -> str:
    if not key_given:
        return f"使用 {name} 需要密钥：请设置 {PREFIX}API_KEY。 / {name} needs a key: set {PREFIX}API_KEY."
    return (
        f"{PREFIX}MODEL={name!r} 不能用：没有提供方 {provider!r}，或它不接受这些设置。 / "
        f"cannot be used: no provider {provider!r}, or it does not take these settings."
    )


def _fault(error: BaseException) -> Fault:
    """What kind of failure an error is, by its class, else by the status the server gave."""
    names = {kind.__name__ for kind in type(error).__mro__}
    by_kind = next((fault for name, fault in _FAULTS if name in names), None)
    status = getattr(error, "status_code", None)
    if by_kind is not None and not (by_kind is Fault.REFUSED and status in _STATUSES):
        return Fault.CONTEXT if by_kind is Fault.REFUSED and "context" in str(error).lower() else by_kind
    if names & {"ConnectError", "ConnectTimeout", "APIConnectionError", "ConnectionError"}:
        return Fault.UNREACHABLE
    return _STATUSES.get(status or 0, Fault.BROKEN)


def _retry_after(error: BaseException) -> float | None:
    """The seconds that a server asks to wait, as its header says."""
    headers: Mapping[str, str] = getattr(getattr(error, "response", None), "headers", None) or {}
    said = headers.get("retry-after", "")
    return min(float(said), _LONGEST_PAUSE * 60) if said.isdecimal() else None
