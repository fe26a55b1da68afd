export function climb(heights) {
  let up = 0;
  let down = 0;
  let highest = null;
  for (let at = 0; at < heights.length; at += 1) {
    const height = heights[at];
    if (highest === null || height > highest) highest = height;
    if (at === 0) continue;
    const step = height - heights[at - 1];
    if (step > 0) {
      up += step;
    } else {
      down -= step;
    }
  }
  return { up, down, highest };
}
