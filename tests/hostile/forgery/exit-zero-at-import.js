// ends the process with code 0 while it is loaded
// Expect: no_report
process.exit(0);
