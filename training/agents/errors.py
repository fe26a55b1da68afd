"""How agents fail, told apart.

What lies outside of the agent (a missing program, a server, a rate limit) or leaves open what happened makes the trial
errored: nothing was tested, and nothing is learnt. A limit that the agent itself did not keep makes it failed.
"""

from training.errors import AgentError, AgentFaultError


class AgentFileError(AgentError):
    """A file that describes an agent is not as it should be."""


class AgentMissingError(AgentError):
    """The agent's program is not installed or can't be started."""


class AgentTimeoutError(AgentFaultError):
    """The agent was still at work when its time was over."""


class AgentOutputError(AgentFaultError):
    """The agent wrote more than it may."""


class AgentExitError(AgentError):
    """The agent ended with a failure of its own."""


class AgentSilentError(AgentError):
    """The agent ended well and left nothing behind: no reply, no event, no changed file."""


class NoResultError(AgentError):
    """The agent's stream of events ended without the event that says how it went."""


class ReportedError(AgentError):
    """The agent itself reported an error."""


class WorkspaceError(AgentFaultError):
    """What the agent left in its workspace can't be taken: a link, a file too large, too many files."""


class ModelError(AgentError):
    """A language model could not be reached or refused the request."""


class RateLimitError(ModelError):
    """The model's provider kept asking us to slow down."""


class RecordingError(AgentError):
    """There is no recorded candidate, or it can't be read."""


class NoProgramError(AgentFaultError):
    """The agent did all that it was to do, and there is no program of it."""


class AgentStoppedError(AgentError):
    """The agent was told to end before it was done, and did. The trial is cancelled."""


class AgentGaveUpError(AgentError):
    """The agent failed after tries of its own, so that running the trial again would not help."""
