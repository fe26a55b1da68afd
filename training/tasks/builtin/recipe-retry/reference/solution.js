export async function withRetries(load, times) {
  let lastError;
  for (let call = 1; call <= times; call += 1) {
    try {
      return await load();
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
}
