"""How numbers, spans and moments are written for people. Each filter writes a dash for what is unknown."""

from datetime import UTC, datetime
from shlex import join

from flask import Flask

from training.explaining import components, formula
from webapp.report.shown import FILTERS

DASH = "–"
_THIN = "\N{NARROW NO-BREAK SPACE}"
_SECOND_MS = 1000
_MINUTE_S = 60
_HOUR_S = 3600
_DAY_S = 86_400


def percent(rate: float | None, digits: int = 0) -> str:
    """Write a share of 0..1 in percent."""
    return DASH if rate is None else f"{rate * 100:.{digits}f}{_THIN}%"


def number(value: float | None, digits: int = 0) -> str:
    """Write a number with its thousands apart."""
    return DASH if value is None else f"{value:,.{digits}f}".replace(",", _THIN)


def milliseconds(value: float | None) -> str:
    """Write a span given in milliseconds, in the unit that a person would choose."""
    if value is None:
        return DASH
    if value < _SECOND_MS:
        return f"{value:.0f}{_THIN}ms"
    return seconds(value / _SECOND_MS)


def seconds(value: float | None) -> str:
    """Write a span given in seconds."""
    if value is None:
        return DASH
    if value < _MINUTE_S:
        return f"{value:.{2 if value < 10 else 1}f}{_THIN}s"  # noqa: PLR2004 - three figures either way
    whole = round(value)
    if whole < _HOUR_S:
        return f"{whole // _MINUTE_S}{_THIN}min {whole % _MINUTE_S}{_THIN}s"
    return f"{whole // _HOUR_S}{_THIN}h {whole % _HOUR_S // _MINUTE_S}{_THIN}min"


def mebibytes(value: float | None) -> str:
    """Write an amount of memory."""
    return DASH if value is None else f"{value:.{1 if value < 10 else 0}f}{_THIN}MiB"  # noqa: PLR2004 - as above


def money(value: float | None) -> str:
    """Write an amount in US dollars, small ones to the hundredth of a cent."""
    if value is None:
        return DASH
    return f"{number(value, 2 if abs(value) >= 1 or not value else 4)}{_THIN}USD"


def signed_points(value: float) -> str:
    """Write a difference of shares, -1..1, in percentage points with its sign."""
    points = round(value * 100)
    sign = "\N{MINUS SIGN}" if points < 0 else "+"
    return f"{sign}{abs(points)}{_THIN}points" if points else f"0{_THIN}points"


def moment(value: datetime | None) -> str:
    """Write a moment in UTC, to the second."""
    return DASH if value is None else f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def ago(value: datetime | None, now: datetime) -> str:
    """Write how long ago a moment was, as people say it."""
    if value is None:
        return DASH
    span = max(0.0, (now - value).total_seconds())
    if span < _MINUTE_S:
        return "just now"
    if span < _HOUR_S:
        return f"{span // _MINUTE_S:.0f} min ago"
    if span < _DAY_S:
        return f"{span // _HOUR_S:.0f} h ago"
    days = span // _DAY_S
    return f"{days:.0f} {'day' if days == 1 else 'days'} ago"


def short(digest: str | None) -> str:
    """Shorten a hash to what a person compares."""
    return DASH if digest is None else digest.removeprefix("sha256:")[:12]


def plural(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun."""
    noun = one if count == 1 else many or f"{one}s"
    return f"{number(count)} {noun}"


def words(value: str) -> str:
    """Write an enum's value as words."""
    return str(value).replace("_", " ")


def told(value: object) -> str:
    """Write a setting's value: yes and no, numbers without a needless fraction."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def shell(command: tuple[str, ...]) -> str:
    """Write a command as a shell would read it."""
    return join(command)


def init_formats(app: Flask) -> None:
    """Give the templates these filters."""
    for filter_ in (
        percent,
        number,
        milliseconds,
        seconds,
        mebibytes,
        money,
        signed_points,
        moment,
        ago,
        short,
        plural,
        words,
        told,
        shell,
        components,
        formula,
    ):
        app.add_template_filter(filter_)
    app.jinja_env.filters.update(FILTERS)
