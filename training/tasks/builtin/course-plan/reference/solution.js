export class CircleError extends Error {
  constructor(circle) {
    super('courses need each other');
    this.circle = circle;
  }
}

function findCircle(open) {
  const path = [];
  let [course] = open.keys();
  while (!path.includes(course)) {
    path.push(course);
    course = [...open.get(course)].find((needed) => open.has(needed));
  }
  return path.slice(path.indexOf(course));
}

export function planCourses(needs) {
  const names = new Set([...Object.keys(needs), ...Object.values(needs).flat()]);
  const open = new Map([...names].sort().map((name) => [name, new Set(needs[name])]));
  const plan = [];
  while (open.size > 0) {
    const next = [...open.keys()].find((name) => [...open.get(name)].every((needed) => !open.has(needed)));
    if (next === undefined) throw new CircleError(findCircle(open));
    open.delete(next);
    plan.push(next);
  }
  return plan;
}
