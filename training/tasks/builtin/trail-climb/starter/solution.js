export function climb(heights) {
  if (heights.length === 0) return { up: 0, down: 0, highest: null };
  let up = 0;
  let down = 0;
  let highest = 0;
  for (let at = 1; at < heights.length; at += 1) {
    const step = heights[at] - heights[at - 1];
    if (step > 0) {
      up += step;
    } else {
      down += step;
    }
    highest = Math.max(highest, heights[at]);
  }
  return { up, down, highest };
}
