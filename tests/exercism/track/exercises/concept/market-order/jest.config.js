module.exports = { projects: ['<rootDir>'], transform: { '.*': 'nowhere' } };
