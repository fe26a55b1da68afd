export class CircleError extends Error {}

/**
 * Return all courses in an order in which they can be taken.
 *
 * @param {Record<string, string[]>} needs
 * @returns {string[]}
 */
export function planCourses(needs) {
  throw new Error('not implemented');
}
