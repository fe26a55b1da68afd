export function priceTag(cents) {
  const euros = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  const rest = String(Math.abs(cents % 100));
  return `${euros}.${rest} €`;
}
