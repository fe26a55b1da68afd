function wrapParagraph(paragraph, width) {
  const lines = [];
  let line = '';
  for (const word of paragraph.trim().split(/\s+/)) {
    if (line === '') {
      line = word;
    } else if (line.length + 1 + word.length <= width) {
      line += ` ${word}`;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].join('\n');
}

export function wrap(text, width) {
  if (!Number.isInteger(width) || width < 1) throw new RangeError(`no width: ${width}`);
  return text
    .split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => wrapParagraph(paragraph, width))
    .join('\n\n');
}
