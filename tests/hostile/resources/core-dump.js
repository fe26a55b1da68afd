// aborts so that a core file might be left
// Expect: signalled, no_report
exports.run = () => process.abort();
