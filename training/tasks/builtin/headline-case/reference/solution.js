export function headlineCase(text) {
  const words = text.split(' ');
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()).join(' ');
}
