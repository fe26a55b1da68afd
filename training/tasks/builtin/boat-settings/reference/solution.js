const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;

function readValue(text) {
  if (text.startsWith('"')) {
    const found = QUOTED.exec(text);
    if (!found) throw new SyntaxError('a quoted value does not end as it should');
    return found[1].replace(/\\(.)/g, '$1');
  }
  if (/^-?\d+$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text;
}

function readLine(line, settings, section) {
  if (line.startsWith('[')) {
    const name = /^\[(.*)\]$/.exec(line)?.[1].trim();
    if (!name) throw new SyntaxError('a section needs its bracket and a name');
    settings[name] ??= {};
    return settings[name];
  }
  const equals = line.indexOf('=');
  if (equals === -1) throw new SyntaxError('a setting needs an =');
  const key = line.slice(0, equals).trim();
  if (key === '') throw new SyntaxError('a setting needs a key');
  section[key] = readValue(line.slice(equals + 1).trim());
  return section;
}

export function readSettings(text) {
  const settings = {};
  let section = settings;
  text.split('\n').forEach((raw, at) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) return;
    try {
      section = readLine(line, settings, section);
    } catch (error) {
      throw new SyntaxError(`line ${at + 1}: ${error.message}`, { cause: error });
    }
  });
  return settings;
}
