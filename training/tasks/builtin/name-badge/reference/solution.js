const PARTICLES = new Set(['van', 'von', 'de', 'der', 'la']);

export function initials(name) {
  return name
    .split(/\s+/)
    .filter((word) => !PARTICLES.has(word))
    .map((word) => word.split('-').map((part) => part.slice(0, 1).toUpperCase()).join('-'))
    .join('');
}
