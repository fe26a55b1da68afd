"""A language model behind one method: ask it, and get text and the tokens it took."""

import importlib
import importlib.metadata
from dataclasses import dataclass
from typing import Any, Protocol

from sandbox.output import well_formed
from training.agents import usage
from training.agents.errors import AgentMissingError, ModelError

_INSTALL = "Install it: python -m pip install 'proving-ground[llm]'"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One request to a model."""

    system: str
    prompt: str
    temperature: float
    token_limit: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A model's reply. `tokens` is None where the model does not tell."""

    text: str
    tokens: int | None = None


class Model(Protocol):
    """A language model."""

    def ask(self, question: Question) -> Answer:
        """Return the model's reply; any error of its library may come out."""
        ...


class LlmModel:
    """A model that the `llm` library knows, by its id or alias. None stands for the library's own default."""

    def __init__(self, model_id: str | None) -> None:
        self._id = model_id

    def check(self) -> str | None:
        """Return None when the library, the model and its key are there, else what is missing."""
        try:
            model = self._model()
            model.get_key()
        except (AgentMissingError, ModelError) as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - plug-ins raise what they like, and check must say it in one line
            return f"The model is not ready: {error}"
        return None

    def version(self) -> str:
        """Return the model's id and the library's version."""
        try:
            return f"{self._model().model_id} (llm {importlib.metadata.version('llm')})"
        except (AgentMissingError, ModelError, importlib.metadata.PackageNotFoundError):
            return "unknown"

    def ask(self, question: Question) -> Answer:
        """Ask the model and wait for the whole reply."""
        model = self._model()
        options = _options(model, question)
        response = model.prompt(question.prompt, system=question.system, stream=False, options=options)
        return Answer(text=well_formed(response.text()), tokens=_tokens(response.usage()))

    def _model(self) -> Any:
        library = _library()
        try:
            return library.get_model(self._id) if self._id else library.get_model()
        except library.UnknownModelError as error:
            known = "`llm models` lists those that there are"
            raise ModelError(f"The llm library knows no model {self._id or 'by default'!r}; {known}.") from error


def _library() -> Any:
    try:
        return importlib.import_module("llm")
    except ImportError as error:
        raise AgentMissingError(f"The llm library is not installed. {_INSTALL}") from error


def _options(model: Any, question: Question) -> dict[str, Any]:
    """Give the strategy's temperature and limit under the names that this model has for them."""
    known = getattr(model.Options, "model_fields", {})
    limits = ("max_tokens", "max_output_tokens", "num_predict", "max_completion_tokens")
    options: dict[str, Any] = {name: question.token_limit for name in limits if name in known}
    return {"temperature": question.temperature, **options} if "temperature" in known else options


def _tokens(used: Any) -> int | None:
    return usage.total(getattr(used, name, None) for name in ("input", "output"))
