// prints without end before any test asks for anything
// Expect: output_limit
for (;;) require('node:fs').writeSync(1, 'loading '.repeat(8192));
