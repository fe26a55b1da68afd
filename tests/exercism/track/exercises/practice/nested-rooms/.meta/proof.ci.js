export const makeRoom = (name, inside = null) => {
  let lit = false;
  const visitors = [];
  return {
    name,
    enter(who) {
      if (!lit) throw new Error(`${name} is dark`);
      visitors.push(who);
      return inside ?? this;
    },
    light() {
      lit = true;
      return this;
    },
    get visitors() {
      return [...visitors];
    },
  };
};
