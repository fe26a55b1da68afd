// prints terminal escapes, control characters and invalid UTF-8
// Expect: exited
exports.run = () => {
  require('node:fs').writeSync(1, '\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u001b[0m\r\b\u0000\u202e<script>alert(1)</script>\n');
  require('node:fs').writeSync(1, Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xf5, 0x0a]));
  return 'contained';
};
