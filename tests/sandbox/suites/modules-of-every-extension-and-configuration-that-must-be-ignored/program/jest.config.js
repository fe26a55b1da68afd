module.exports = { testEnvironment: 'none such' };
