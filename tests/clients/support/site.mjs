// An application's own site: another origin than the service's.
import { createServer } from 'node:http';
import { build } from 'esbuild';

/** Bundles one entry for the browser, in memory. */
async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry], bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', platform: 'browser', logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0].contents;
}

const html = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Application</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script></html>';

/** Serves the page with the bundled script on http://localhost:<port>. */
export async function startSite(entry) {
  const script = await bundle(entry);
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8' });
    response.end(isScript ? script : html);
  });
  await new Promise((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${server.address().port}/`,
    stop: () => new Promise(done => { server.close(done); server.closeAllConnections(); }),
  };
}
