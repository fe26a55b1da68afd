export function calculate(text) {
  let at = 0;

  const skip = () => {
    while (text[at] === ' ') at += 1;
  };
  const fail = () => {
    throw new SyntaxError(at < text.length ? `unexpected ${text[at]}` : 'unexpected end');
  };
  const take = (characters) => {
    skip();
    if (at < text.length && characters.includes(text[at])) {
      at += 1;
      return text[at - 1];
    }
    return null;
  };

  function number() {
    skip();
    const found = /^\d+(\.\d+)?/.exec(text.slice(at));
    if (!found) fail();
    at += found[0].length;
    return Number(found[0]);
  }

  function factor() {
    if (take('-')) return -factor();
    if (take('(')) {
      const value = sum();
      if (!take(')')) fail();
      return value;
    }
    return number();
  }

  function product() {
    let value = factor();
    for (let sign = take('*/'); sign; sign = take('*/')) {
      const other = factor();
      if (sign === '/' && other === 0) throw new RangeError('division by zero');
      value = sign === '*' ? value * other : value / other;
    }
    return value;
  }

  function sum() {
    let value = product();
    for (let sign = take('+-'); sign; sign = take('+-')) {
      const other = product();
      value = sign === '+' ? value + other : value - other;
    }
    return value;
  }

  const value = sum();
  skip();
  if (at < text.length) fail();
  return value;
}
