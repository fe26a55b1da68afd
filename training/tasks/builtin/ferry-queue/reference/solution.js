export function createFerry(places) {
  const queue = [];
  let aboard = 0;

  function board() {
    while (aboard < places && queue.length > 0) {
      const { trip, resolve, reject } = queue.shift();
      aboard += 1;
      Promise.resolve()
        .then(trip)
        .then(resolve, reject)
        .finally(() => {
          aboard -= 1;
          board();
        });
    }
  }

  return {
    cross(trip) {
      return new Promise((resolve, reject) => {
        queue.push({ trip, resolve, reject });
        board();
      });
    },
    get waiting() {
      return queue.length;
    },
    get aboard() {
      return aboard;
    },
  };
}
