export const pack = (numbers) => {
  const view = new DataView(new ArrayBuffer(numbers.length * 4));
  numbers.forEach((number, at) => view.setInt32(at * 4, number));
  return new Uint8Array(view.buffer);
};

export const checksum = (bytes) => bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0);

export const invert = (bytes) => {
  for (let i = 0; i < bytes.length; i++) bytes[i] = ~bytes[i];
  return bytes;
};

export const stretch = (floats) => Float64Array.from(floats, (value) => value * 2);
