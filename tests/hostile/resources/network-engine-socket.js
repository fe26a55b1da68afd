// looks for the engine's socket and other sockets of the host
// Expect: exited
const net = require('node:net');
const places = ['/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock', '/run/dbus/system_bus_socket'];
const reach = (path) =>
  new Promise((resolve) => {
    net.connect({ path }, () => resolve(path)).on('error', () => resolve(null));
  });
exports.run = async () => (await Promise.all(places.map(reach))).find(Boolean) ?? 'contained';
