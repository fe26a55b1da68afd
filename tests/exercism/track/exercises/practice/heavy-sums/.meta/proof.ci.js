export const solve = (puzzle) => {
  const words = puzzle.match(/[A-Z]+/g);
  const letters = [...new Set(words.join(''))];
  const first = new Set(words.map((word) => word[0]));
  const weight = Object.fromEntries(letters.map((letter) => [letter, 0]));
  words.forEach((word, at) => [...word].reverse().forEach((letter, place) => {
    weight[letter] += (at === words.length - 1 ? -1 : 1) * 10 ** place;
  }));
  const digits = {};
  const used = Array(10).fill(false);
  const search = (at, sum) => {
    if (at === letters.length) return sum === 0;
    for (let digit = first.has(letters[at]) ? 1 : 0; digit < 10; digit++) {
      if (used[digit]) continue;
      used[digit] = true;
      digits[letters[at]] = digit;
      if (search(at + 1, sum + digit * weight[letters[at]])) return true;
      used[digit] = false;
    }
    return false;
  };
  return search(0, 0) ? { ...digits } : null;
};
