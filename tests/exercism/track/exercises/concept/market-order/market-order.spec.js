// @ts-check
import { notify } from './notifier';
import { order } from './grocer';
import { onError, onSuccess, orderFromGrocer, postOrder } from './market-order';

jest.mock('./notifier', () => ({
  notify: jest.fn(),
}));

jest.mock('./grocer', () => ({
  order: jest.fn(),
}));

afterEach(() => {
  jest.resetAllMocks();
});

describe('task 1', () => {
  test('onSuccess calls notify with a message', () => {
    expect(onSuccess()).toEqual(undefined);
    expect(notify).toHaveBeenCalledTimes(1);
    expect(notify).toHaveBeenCalledWith({ message: 'SUCCESS' });
  });
});

describe('task 2', () => {
  test('onError calls notify with a message', () => {
    expect(onError()).toEqual(undefined);
    expect(notify).toHaveBeenCalledTimes(1);
    expect(notify).toHaveBeenCalledWith({ message: 'ERROR' });
  });
});

describe('task 3', () => {
  test('orderFromGrocer passes everything on', () => {
    const query = { variety: 'apple', quantity: 10 };
    orderFromGrocer(query, onSuccess, onError);
    expect(order).toHaveBeenCalledTimes(1);
    expect(order).toHaveBeenCalledWith(query, onSuccess, onError);
  });
});

describe('task 4', () => {
  test('postOrder composes a request', () => {
    postOrder('banana', 5);
    expect(order).toHaveBeenCalledTimes(1);
    expect(order).toHaveBeenCalledWith({ variety: 'banana', quantity: 5 }, onSuccess, onError);
  });

  test('what the grocer does comes back', () => {
    order.mockImplementation((query, success, error) => (query.quantity > 10 ? error() : success()));
    postOrder('fig', 11);
    postOrder('fig', 1);
    expect(notify.mock.calls).toEqual([[{ message: 'ERROR' }], [{ message: 'SUCCESS' }]]);
  });
});
