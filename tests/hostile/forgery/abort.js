// aborts, hoping that a crash is taken for an end
// Expect: signalled
process.abort();
