export function byTable(guests) {
  return [...guests].sort((a, b) => a.table - b.table || a.name.localeCompare(b.name));
}
