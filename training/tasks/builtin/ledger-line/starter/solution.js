export function parseLine(line) {
  const fields = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at];
    if (quoted) {
      if (character === '"' && line[at + 1] === '"') {
        field += '"';
      } else if (character === '"') {
        quoted = false;
      } else {
        field += character;
      }
    } else if (character === '"') {
      quoted = true;
    } else if (character === ';') {
      fields.push(field);
    } else {
      field += character;
    }
  }
  fields.push(field);
  return fields;
}
