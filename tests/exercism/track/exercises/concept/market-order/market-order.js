import { notify } from './notifier';
import { order } from './grocer';

export function onSuccess() {
  throw new Error('Implement the onSuccess function');
}

export function onError() {
  throw new Error('Implement the onError function');
}

export function orderFromGrocer(query, onSuccessCallback, onErrorCallback) {
  throw new Error('Implement the function');
}

export function postOrder(variety, quantity) {
  throw new Error('Implement the function');
}
