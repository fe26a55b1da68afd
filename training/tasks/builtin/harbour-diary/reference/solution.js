function read(storage, day) {
  return new Promise((resolve, reject) => {
    storage.read(day, (error, text) => (error ? reject(error) : resolve(text)));
  });
}

function write(storage, day, text) {
  return new Promise((resolve, reject) => {
    storage.write(day, text, (error) => (error ? reject(error) : resolve()));
  });
}

export function createDiary(storage) {
  async function entries(day) {
    try {
      const text = await read(storage, day);
      return text.split('\n').filter((line) => line !== '');
    } catch (error) {
      if (error.code === 'MISSING') return [];
      throw error;
    }
  }

  async function naming(message, promise) {
    try {
      return await promise;
    } catch (error) {
      throw new Error(message, { cause: error });
    }
  }

  async function add(day, entry) {
    const line = entry.trim().replace(/\s+/g, ' ');
    if (line === '') throw new RangeError('an entry needs words');
    const lines = await naming(`could not read ${day}`, entries(day));
    if (lines.at(-1) === line) return lines.length;
    const all = [...lines, line];
    await naming(`could not write ${day}`, write(storage, day, `${all.join('\n')}\n`));
    return all.length;
  }

  return { entries, add };
}
