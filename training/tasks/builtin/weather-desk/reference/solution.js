export function createDesk(load, { keepSeconds, now }) {
  const reports = new Map();

  function fetchReport(place) {
    const entry = { since: now(), promise: Promise.resolve(place).then(load) };
    reports.set(place, entry);
    entry.promise.catch(() => {
      if (reports.get(place) === entry) reports.delete(place);
    });
    return entry.promise;
  }

  return {
    async report(place) {
      const known = reports.get(place);
      if (known && now() - known.since < keepSeconds * 1000) return known.promise;
      return fetchReport(place);
    },
  };
}
