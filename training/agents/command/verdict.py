"""Which failure a run was, if it was one."""

import errno
import os

from training.agents.command.presets import Mode, Preset, ReplyAs
from training.agents.command.process import Ended
from training.agents.command.replying import Reply
from training.agents.errors import (
    AgentExitError,
    AgentMissingError,
    AgentOutputError,
    AgentSilentError,
    AgentTimeoutError,
    NoResultError,
    ReportedError,
)

_COMPLAINT_CHARS = 400


def raise_for(preset: Preset, ended: Ended, reply: Reply, *, complaint: str) -> None:
    """Raise the failure that a run was; return when it was none. The nearest cause goes first.

    Raises:
        AgentMissingError: the program could not be started.
        AgentOutputError: it wrote more than it may.
        AgentTimeoutError: its time was over.
        ReportedError: it said itself that it failed.
        AgentExitError: it ended with a failure.
        NoResultError: its events ended without a result.
        AgentSilentError: it was to reply, ended well, and said nothing.
    """
    name, said = preset.name, _said(complaint)
    if ended.start_errno is not None:
        raise AgentMissingError(_not_started(preset, ended.start_errno))
    if ended.flooded:
        raise AgentOutputError(f"{name} wrote more than {preset.output_mib} MiB of output and was ended.")
    if ended.timed_out:
        raise AgentTimeoutError(f"{name} was still at work when its time was over, and was ended.{said}")
    if reply.error is not None:
        raise ReportedError(f"{name} reported a failure of its own: {reply.error}")
    if ended.exit_code != 0:
        raise AgentExitError(f"{name} {_exit(ended.exit_code)}.{said}")
    if preset.reply is not ReplyAs.NONE and reply.empty and (preset.mode is Mode.TEXT or not reply.complete):
        raise AgentSilentError(f"{name} ended without an error and without a word.{said}")
    if not reply.complete:
        raise NoResultError(f"{name} ended without a result event, so nobody knows how it went.{said}")


def _not_started(preset: Preset, number: int) -> str:
    program = preset.command[0]
    if number == errno.ENOENT:
        return f"{program} is not installed. Install it: {preset.install}"
    return f"{program} can't be started: {os.strerror(number)}. Check its file and its rights."


def _exit(code: int | None) -> str:
    if code is None:
        return "ended in a way that nobody saw"
    return f"ended with exit code {code}" if code >= 0 else f"was ended by signal {-code}"


def _said(complaint: str) -> str:
    last = complaint.strip()[-_COMPLAINT_CHARS:]
    return f" It complained: {last}" if last else ""
