exports.load = () => 'manual';
