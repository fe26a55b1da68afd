'use strict';
/** Run while the image is built: loads what the judge loads, with V8's compile cache switched on. */
const module_ = require('node:module');

module_.enableCompileCache('/opt/proving/cache/judge');
const { warmUp } = require('./warm.js');
require('./judging.js');

warmUp().then(() => module_.flushCompileCache());
