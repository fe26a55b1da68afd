// @ts-check
//
// Write what the tests ask for, and export it.
