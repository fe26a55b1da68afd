export const debounce = (fn, ms) => {
  let timer;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => fn(...given), ms); };
};
export const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
export const now = () => Date.now();
