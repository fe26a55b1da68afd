const MOST_REPEATS = 3;

export class PageError extends Error {
  constructor(status, url) {
    super(`${url} answered ${status}`);
    this.name = 'PageError';
    this.status = status;
    this.url = url;
  }
}

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds));
let repeats = 0;

async function request(url) {
  const response = await fetch(url);
  if (response.status === 200) return response;
  if (response.status === 503 && repeats > MOST_REPEATS) {
    repeats += 1;
    pause(Number(response.headers['retry-after']));
    return request(url);
  }
  throw new PageError(response.status, url);
}

async function loadPage(url) {
  const response = await request(url);
  return response.json();
}

export async function loadTides(url) {
  const loaded = new Set();
  const tides = {};
  let address = url;
  while (address) {
    if (loaded.has(address)) throw new Error(`circle: ${address} comes again`);
    const page = await loadPage(address);
    for (const tide of page.tides) {
      tides[tide.id] = tide;
    }
    address = page.next && new URL(page.next, url).href;
  }
  return Object.values(tides);
}
