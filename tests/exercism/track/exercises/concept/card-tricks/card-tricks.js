export function getItem(cards, position) {
  throw new Error('Implement the getItem function');
}

export function insertItemAtTop(cards, newCard) {
  throw new Error('Implement the insertItemAtTop function');
}

export function removeItem(cards, position) {
  throw new Error('Implement the removeItem function');
}

export function swapTopTwo([first, second, ...rest]) {
  throw new Error('Implement the swapTopTwo function');
}

export function seeing(cards, callback) {
  throw new Error('Implement the seeing function');
}
