const { create } = require('./server');
let server;
let base;
beforeAll((done) => {
  server = create().listen(0, () => { base = `http://127.0.0.1:${server.address().port}`; done(); });
});
afterAll((done) => { server.close(done); });
test('answers', async () => { expect(await (await fetch(`${base}/x`)).json()).toEqual({ path: '/x' }); });
