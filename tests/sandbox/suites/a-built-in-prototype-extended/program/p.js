exports.last = (list) => list.last();
