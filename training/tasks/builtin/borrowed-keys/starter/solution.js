export async function withKeys(borrow, work) {
  const keys = await Promise.all(borrow.map((take) => take()));
  let fault;
  try {
    return work(keys.map((key) => key.value));
  } catch (error) {
    fault = error;
  } finally {
    const faults = [];
    for (const key of keys) {
      try {
        key.giveBack();
      } catch (error) {
        faults.push(error);
        break;
      }
    }
    if (fault && faults.length > 0) throw new AggregateError(faults, `${faults.length} things went wrong`);
    if (fault) throw fault;
  }
}
