export function priceTag(cents) {
  const sign = cents < 0 ? '-' : '';
  const amount = Math.abs(cents);
  const euros = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  const rest = String(amount % 100).padStart(2, '0');
  return `${sign}${euros}.${rest} €`;
}
