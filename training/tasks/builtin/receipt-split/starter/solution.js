export function receipt(lines) {
  let text = '';
  let total = 0;
  for (const line of lines) {
    let cost = line.price * line.quantity;
    if (line.quantity >= 10) {
      cost = Math.round(cost * 0.9);
    }
    total = total + cost;
    text = text + line.quantity + ' x ' + line.name + ': ' + (cost / 100).toFixed(2) + '\n';
  }
  return text + 'Total: ' + (total / 100).toFixed(2);
}
