export function createDesk(load, { keepSeconds, now }) {
  const reports = new Map();

  async function fetchReport(place) {
    try {
      const promise = load(place);
      reports.set(place, { since: now(), promise });
      return promise;
    } catch (error) {
      reports.delete(place);
      throw error;
    }
  }

  return {
    async report(place) {
      const known = reports.get(place);
      if (known && now() - known.since < keepSeconds) return known.promise;
      return fetchReport(place);
    },
  };
}
