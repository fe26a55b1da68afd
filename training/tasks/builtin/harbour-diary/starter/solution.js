export function createDiary(storage) {
  return {
    // Give all entries of a day, oldest first; a day that was never written has none.
    entries(day, done) {
      storage.read(day, (error, text) => {
        if (error && error.code === 'MISSING') {
          done(null, []);
          return;
        }
        if (error) {
          done(error);
          return;
        }
        done(null, text.split('\n').filter((line) => line !== ''));
      });
    },

    // Add an entry; give the number of entries of that day.
    add(day, entry, done) {
      const line = entry.trim().replace(/\s+/g, ' ');
      if (line === '') {
        done(new RangeError('an entry needs words'));
        return;
      }
      this.entries(day, (error, lines) => {
        if (error) {
          done(new Error(`could not read ${day}`, { cause: error }));
          return;
        }
        if (lines.at(-1) === line) {
          done(null, lines.length);
          return;
        }
        const all = [...lines, line];
        storage.write(day, `${all.join('\n')}\n`, (failure) => {
          if (failure) {
            done(new Error(`could not write ${day}`, { cause: failure }));
            return;
          }
          done(null, all.length);
        });
      });
    },
  };
}
