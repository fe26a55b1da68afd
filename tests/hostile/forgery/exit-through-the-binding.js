// ends the process below the handlers of process.exit
// Expect: no_report
process.reallyExit(0);
