module.exports = { presets: ['none such'] };
