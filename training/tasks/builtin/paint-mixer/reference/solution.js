export function parseColour(text) {
  const found = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text);
  if (!found) throw new TypeError(`no colour: ${text}`);
  let digits = text.slice(1);
  if (digits.length === 3) {
    digits = [...digits].map((digit) => digit + digit).join('');
  }
  return {
    red: parseInt(digits.slice(0, 2), 16),
    green: parseInt(digits.slice(2, 4), 16),
    blue: parseInt(digits.slice(4, 6), 16),
  };
}
