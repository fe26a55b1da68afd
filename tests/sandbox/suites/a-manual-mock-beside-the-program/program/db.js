exports.load = () => 'real';
