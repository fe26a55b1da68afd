export function getItem(cards, position) {
  return cards[position];
}

export function insertItemAtTop(cards, newCard) {
  cards.push(newCard);
  return cards;
}

export function removeItem(cards, position) {
  cards.splice(position, 1);
  return cards;
}

export function swapTopTwo([first, second, ...rest]) {
  return [second, first, ...rest];
}

export function seeing(cards, callback) {
  cards.forEach(callback);
  return cards.some((card) => card > 8);
}
