export function postage(weightKg, orderValue) {
  if (orderValue >= 50) return 0;
  if (weightKg <= 1) return 4;
  if (weightKg <= 5) return 7;
  return 12;
}
