const OPEN_STEPS = 2;

export function createLift(floors) {
  const calls = new Set();
  let floor = 0;
  let way = 0;
  let open = 0;

  const lies = (direction) => [...calls].some((call) => Math.sign(call - floor) === direction);

  function nearest() {
    const distance = (call) => Math.abs(call - floor);
    return [...calls].reduce((best, call) => {
      if (distance(call) === distance(best)) return Math.max(call, best);
      return distance(call) < distance(best) ? call : best;
    });
  }

  function direction() {
    if (way === 0) return Math.sign(nearest() - floor);
    return lies(way) ? way : -way;
  }

  return {
    call(wanted) {
      if (!Number.isInteger(wanted) || wanted < 0 || wanted >= floors) throw new RangeError(`no floor: ${wanted}`);
      if (open === 0 || wanted !== floor) calls.add(wanted);
    },
    block() {
      if (open > 0) open = OPEN_STEPS;
    },
    step() {
      if (open > 0) {
        open -= 1;
        return `${open > 0 ? 'hold' : 'shut'} ${floor}`;
      }
      if (calls.delete(floor)) {
        open = OPEN_STEPS;
        return `open ${floor}`;
      }
      if (calls.size === 0) {
        way = 0;
        return 'wait';
      }
      way = direction();
      floor += way;
      return `${way > 0 ? 'up' : 'down'} ${floor}`;
    },
    get floor() {
      return floor;
    },
  };
}
