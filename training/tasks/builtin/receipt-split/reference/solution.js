const MANY = 10;

export function lineTotal({ price, quantity }) {
  const cost = price * quantity;
  return quantity >= MANY ? Math.round(cost * 0.9) : cost;
}

export function grandTotal(lines) {
  return lines.reduce((total, line) => total + lineTotal(line), 0);
}

export function euros(cents) {
  return (cents / 100).toFixed(2);
}

export function receipt(lines) {
  const rows = lines.map((line) => `${line.quantity} x ${line.name}: ${euros(lineTotal(line))}`);
  return [...rows, `Total: ${euros(grandTotal(lines))}`].join('\n');
}
