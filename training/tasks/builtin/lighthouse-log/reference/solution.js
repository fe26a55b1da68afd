export function createLog() {
  const line = [];
  let readers = 0;
  let writing = false;

  function end(turn) {
    if (turn.writes) writing = false;
    else readers -= 1;
    moveUp();
  }

  function begin(turn) {
    if (turn.writes) writing = true;
    else readers += 1;
    turn.signal?.removeEventListener('abort', turn.leave);
    Promise.resolve()
      .then(turn.work)
      .then(turn.resolve, turn.reject)
      .then(() => end(turn));
  }

  function moveUp() {
    while (line.length > 0 && !writing && (readers === 0 || !line[0].writes)) begin(line.shift());
  }

  function ask(writes, work, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const leave = () => {
        line.splice(line.indexOf(turn), 1);
        reject(signal.reason);
        moveUp();
      };
      const turn = { writes, work, resolve, reject, signal, leave };
      signal?.addEventListener('abort', leave, { once: true });
      line.push(turn);
      moveUp();
    });
  }

  return {
    read: (work, { signal } = {}) => ask(false, work, signal),
    write: (work, { signal } = {}) => ask(true, work, signal),
    get readers() {
      return readers;
    },
    get writing() {
      return writing;
    },
    get waiting() {
      return line.length;
    },
  };
}
