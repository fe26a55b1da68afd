// never finishes loading
// Expect: cpu_timeout, wall_timeout
for (;;);
