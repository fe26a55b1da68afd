export const factorial = (n) => (n <= 1n ? 1n : n * factorial(n - 1n));

export const grains = (square) => {
  if (square < 1 || square > 64) throw new Error('square must be between 1 and 64');
  return 2n ** BigInt(square - 1);
};

export const modPow = (base, exponent, modulus) => {
  let result = 1n;
  for (let b = base, e = exponent; e > 0n; e >>= 1n, b = (b * b) % modulus) {
    if (e & 1n) result = (result * b) % modulus;
  }
  return result;
};
