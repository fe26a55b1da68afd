#!/usr/bin/env node

// process.argv, process.stdout and the file system are what you need
