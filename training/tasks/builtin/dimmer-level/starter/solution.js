export function dimmerLevel(level, low, high) {
  const raised = Math.max(level, high);
  return Math.min(raised, high);
}
