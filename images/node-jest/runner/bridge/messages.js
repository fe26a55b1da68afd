'use strict';
/** Message types and operations; README, "Protocol". */
const CALL = 'c'; // either way: do something and answer
const RESULT = 'r'; // the answer: returned or thrown
const TICK = 't'; // judge: your turn, run what is due; candidate: done, this happened meanwhile

const APPLY = 'apply';
const CONSTRUCT = 'construct';
const TRAP = 'trap';
const LOAD = 'load';
const FORWARD = 'forward';
const RESET = 'reset';
const PROVIDE = 'provide'; // judge: these modules are mine
const MODULE = 'module'; // candidate: give me one of them

module.exports = { CALL, RESULT, TICK, APPLY, CONSTRUCT, TRAP, LOAD, FORWARD, RESET, PROVIDE, MODULE };
