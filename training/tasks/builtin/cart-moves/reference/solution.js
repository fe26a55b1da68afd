export const EMPTY = { items: [], coupon: null };

export function basket(state, action) {
  const { sku, price, quantity } = action;
  switch (action.type) {
    case 'add': {
      if (!state.items.some((item) => item.sku === sku)) {
        return { ...state, items: [...state.items, { sku, price, quantity: 1 }] };
      }
      const items = state.items.map((item) => (item.sku === sku ? { ...item, quantity: item.quantity + 1 } : item));
      return { ...state, items };
    }
    case 'set': {
      const items = state.items.map((item) => (item.sku === sku ? { ...item, quantity } : item));
      return { ...state, items: items.filter((item) => item.quantity > 0) };
    }
    case 'coupon':
      return { ...state, coupon: action.percent };
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
