export function order(query, onSuccess, onError) {
  setTimeout(query.quantity > 10 ? onError : onSuccess, 100);
}
