#!/usr/bin/env node
const fs = require('fs');
const path = require('path');

const given = process.argv.slice(2);
const flags = given.filter((word) => word.startsWith('-'));
const [pattern, ...files] = given.filter((word) => !word.startsWith('-'));

for (const file of files) {
  const lines = fs.readFileSync(path.resolve(file), 'utf-8').split('\n');
  const prefix = files.length > 1 ? `${file}:` : '';
  const found = lines.map((line, at) => [at + 1, line]).filter(([, line]) => line.includes(pattern));
  if (flags.includes('-l') && found.length > 0) console.log(file);
  else found.forEach(([at, line]) => console.log(`${prefix}${flags.includes('-n') ? `${at}:` : ''}${line}`));
}
