import fs from 'node:fs';
import path from 'node:path';
import sum from '../src/sum.js';
import data from './data/in.json';
import { twice } from './helper';
test('json', () => { expect(sum(data.list)).toBe(6); });
test('text', () => { expect(fs.readFileSync(path.join(__dirname, 'data/in.txt'), 'utf8')).toBe('plain text'); });
test('helper', () => { expect(sum([twice(1)])).toBe(2); });
