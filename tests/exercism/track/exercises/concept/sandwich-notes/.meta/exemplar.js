// @ts-check

/** How long a sandwich is toasted, in minutes. */
export const TOASTING_MINUTES = 4;

/**
 * @param {number} minutes
 * @returns {number} the minutes that are left
 */
export function remainingMinutes(minutes) {
  return TOASTING_MINUTES - minutes;
}

export function total(layers, minutes) {
  return layers * 2 + minutes;
}
