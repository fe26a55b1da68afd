// Every program in ../resources exports `run`. It answers 'contained' when what it tried did no harm, and says what
// got through otherwise; most never come to answer, because a limit ends them first.
import { expect, test } from '@jest/globals';
import { run } from './solution.js';

test('is contained', async () => {
  expect(await run()).toBe('contained');
}, 60_000);
