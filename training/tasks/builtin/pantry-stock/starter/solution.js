export function countStock(deliveries) {
  const stock = {};
  for (const { item, amount } of deliveries) {
    const name = item.trim().toLowerCase();
    stock[name] = stock[name] || 0 + amount;
  }
  return stock;
}
