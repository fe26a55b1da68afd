exports.send = () => { throw new Error('real'); };
