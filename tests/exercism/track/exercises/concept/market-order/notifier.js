export function notify(message) {
  console.log(`sending: ${JSON.stringify(message)}`);
}
