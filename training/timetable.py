"""When a timetable is due next: five fields of cron(5), with summer time as Debian's cron keeps it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

from training.errors import InvalidScheduleError


def next_time(cron: str, *, zone: str, after: datetime) -> datetime:
    """Return the first moment after another at which a timetable is due, in UTC.

    Raises:
        InvalidScheduleError: the fields are no timetable, name no day that comes, or the zone is unknown.
    """
    try:
        local = after.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InvalidScheduleError(f"There is no time zone {zone!r}. Use a name such as Europe/Berlin.") from error
    try:
        return next(CronSim(cron, local)).astimezone(UTC)
    except CronSimError as error:
        raise InvalidScheduleError(
            f"{cron!r} is no timetable: {error}. Give five fields, minute hour day month weekday, as in '30 2 * * 1-5'."
        ) from error
    except StopIteration as error:
        raise InvalidScheduleError(f"{cron!r} names no day that will come. Correct its day or month.") from error
