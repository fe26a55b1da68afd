import { expect, test } from '@jest/globals';
import { CircleError, planCourses } from './solution.js';

test('puts first what others need', () => {
  expect(planCourses({ physics: ['algebra'], algebra: ['counting'], counting: [] })).toEqual([
    'counting',
    'algebra',
    'physics',
  ]);
});

test('goes by the alphabet where it can', () => {
  expect(planCourses({ music: [], art: [], dance: ['music'] })).toEqual(['art', 'music', 'dance']);
});

test('counts courses that are only named', () => {
  expect(planCourses({ physics: ['algebra'] })).toEqual(['algebra', 'physics']);
});

test('finds a circle', () => {
  expect(() => planCourses({ egg: ['hen'], hen: ['egg'] })).toThrow(CircleError);
});
