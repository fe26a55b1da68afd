export function describeFind(find) {
  if (!find.what) throw new Error('nothing was found');
  const name = find.owner.name;
  const owner = name ? `belongs to ${name}` : 'owner unknown';
  const thing = `${find.colour} ${find.what}`;
  return `${thing} (${owner})`;
}
