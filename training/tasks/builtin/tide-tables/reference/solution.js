const MOST_REPEATS = 3;

export class PageError extends Error {
  constructor(status, url) {
    super(`${url} answered ${status}`);
    this.name = 'PageError';
    this.status = status;
    this.url = url;
  }
}

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function request(url) {
  for (let repeats = 0; ; repeats += 1) {
    const response = await fetch(url);
    if (response.ok) return response;
    await response.arrayBuffer();
    if (response.status !== 503 || repeats === MOST_REPEATS) throw new PageError(response.status, url);
    await pause(Number(response.headers.get('retry-after') ?? 0));
  }
}

async function loadPage(url) {
  const response = await request(url);
  const page = await response.json().catch(() => null);
  if (!Array.isArray(page?.tides)) throw new Error(`not a page: ${url}`);
  return page;
}

export async function loadTides(url) {
  const loaded = new Set();
  const tides = new Map();
  let address = new URL(url).href;
  while (address !== null) {
    if (loaded.has(address)) throw new Error(`circle: ${address} comes again`);
    loaded.add(address);
    const page = await loadPage(address);
    for (const tide of page.tides) {
      if (!tides.has(tide.id)) tides.set(tide.id, tide);
    }
    address = page.next == null ? null : new URL(page.next, address).href;
  }
  return [...tides.values()];
}
