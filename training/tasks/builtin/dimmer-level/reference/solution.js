export function dimmerLevel(level, low, high) {
  const raised = Math.max(level, low);
  return Math.min(raised, high);
}
