exports.cases = [1, 2, 3];
