exports.f = () => ({ a: 1, when: new Date(0) });
