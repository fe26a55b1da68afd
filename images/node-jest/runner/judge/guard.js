'use strict';
/** What can be done where program and tests share a process: make the simple lies fail, and notice the rest. */

/** Ending the process would end the judge; it is refused, and told. */
function refuseExit(realm, onAttempt) {
  const refuse = () => {
    onAttempt();
    throw new Error('the program tried to end the process');
  };
  for (const name of ['exit', 'reallyExit', 'abort', 'kill', '_kill']) realm.process[name] = refuse;
}

/** Comparisons that must fail. A matcher that lets one through has been tampered with. */
const CANARIES = [
  (expect) => expect(1).toBe(2),
  (expect) => expect({ a: 1 }).toEqual({ a: 2 }),
  (expect) => expect([1]).toStrictEqual([2]),
  (expect) => expect('a').toMatch('b'),
  (expect) => expect([1]).toContain(2),
  (expect) => expect(() => {}).toThrow(),
  (expect) => expect(new Map([[1, 2]])).toEqual(new Map([[1, 3]])),
];

/** @returns {number} how many comparisons that must fail have passed */
function deadCanaries(expect) {
  return CANARIES.filter((canary) => {
    try {
      canary(expect);
      return true;
    } catch {
      return false;
    }
  }).length;
}

module.exports = { deadCanaries, refuseExit };
