'use strict';
module.exports = { plugin: require('babel-plugin-jest-hoist'), transformSync: require('@babel/core').transformSync };
