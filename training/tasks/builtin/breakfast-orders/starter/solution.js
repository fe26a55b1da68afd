export async function cookAll(orders, cook) {
  const plates = [];
  orders.forEach(async (order) => {
    plates.push(await cook(order));
  });
  return plates;
}
