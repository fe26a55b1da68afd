// grows a WebAssembly memory and touches every page
// Expect: out_of_memory
exports.run = () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
  for (;;) {
    memory.grow(160);
    new Uint8Array(memory.buffer).fill(1, memory.buffer.byteLength - (160 << 16));
  }
};
