export const EMPTY = { items: [], coupon: null };

export function basket(state, action) {
  const { sku, price, quantity } = action;
  switch (action.type) {
    case 'add': {
      const known = state.items.find((item) => item.sku === sku);
      if (!known) {
        return { ...state, items: [...state.items, { sku, price, quantity: 1 }] };
      }
      known.quantity += 1;
      return { ...state };
    }
    case 'set': {
      const items = state.items.map((item) => (item.sku === sku ? { ...item, quantity } : item));
      return { ...state, items: items.filter((item) => item.quantity >= 0) };
    }
    case 'coupon':
      return { coupon: action.percent, ...state };
    case 'clear':
      return EMPTY;
    default:
      return state;
  }
}

export function total(state) {
  const sum = state.items.reduce((cost, item) => cost + item.price * item.quantity, 0);
  return Math.round((sum * (100 - (state.coupon ?? 0))) / 100);
}
