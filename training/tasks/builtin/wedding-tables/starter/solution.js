export function byTable(guests) {
  return guests.sort((a, b) => {
    if (a.table === b.table) {
      return a.name > b.name;
    }
    return a.table > b.table;
  });
}
