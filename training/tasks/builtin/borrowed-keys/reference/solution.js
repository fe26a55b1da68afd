export async function withKeys(borrow, work) {
  const keys = [];
  const faults = [];
  let result;
  try {
    for (const take of borrow) keys.push(await take());
    result = await work(keys.map((key) => key.value));
  } catch (error) {
    faults.push(error);
  }
  for (const key of keys.reverse()) {
    try {
      await key.giveBack();
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 1) throw new AggregateError(faults, `${faults.length} things went wrong`);
  if (faults.length === 1) throw faults[0];
  return result;
}
