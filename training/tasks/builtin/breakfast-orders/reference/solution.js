export async function cookAll(orders, cook) {
  const plates = [];
  for (const order of orders) {
    plates.push(await cook(order));
  }
  return plates;
}
