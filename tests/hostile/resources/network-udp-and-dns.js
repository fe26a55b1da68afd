// sends datagrams and asks for names
// Expect: exited
const dgram = require('node:dgram');
const dns = require('node:dns').promises;
const send = (host) =>
  new Promise((resolve) => {
    const socket = dgram.createSocket('udp4');
    socket.on('error', () => resolve(null));
    socket.send('x', 53, host, (error) => resolve(error ? null : host));
  });
exports.run = async () => {
  const sent = (await Promise.all(['8.8.8.8', '255.255.255.255', '224.0.0.1'].map(send))).find(Boolean);
  const named = await dns.lookup('example.com').then(() => 'example.com', () => null);
  return sent ?? named ?? 'contained';
};
