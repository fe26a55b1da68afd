exports.mode = () => process.env.MODE ?? 'none';
