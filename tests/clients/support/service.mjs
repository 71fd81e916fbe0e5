// Starts the service under test once: a real process with its private PostgreSQL in a temporary folder.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, '../../..');
const builtHost = join(repository, 'src/IdentityService.Host/bin/Debug/net10.0/IdentityService.Host.dll');

const readyWithin = 60_000;
const stopsWithin = 30_000;
const shownLines = 150;

/** A port nobody listens on now; the service binds it a moment later. */
async function freePort() {
  const probe = createServer();
  await new Promise((done, failed) => probe.once('error', failed).listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise(done => probe.close(done));
  return port;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const newAccessKey = () => ({
  accessKeyId: 'AKIA' + Array.from(randomBytes(16), b => base32[b & 31]).join(''),
  secretAccessKey: randomBytes(30).toString('base64'),
});

/**
 * Starts the service and waits until GET /health/ready is 200 (60 s at most; an aborted signal gives up earlier).
 * @returns {Promise<{url: string, accessKeyId: string, secretAccessKey: string, log: string,
 *   exited: () => boolean, tail: () => Promise<string>, stop: () => Promise<void>}>}
 */
export async function startService({ dll = process.env.IDENTITY_SERVICE_DLL ?? builtHost, signal } = {}) {
  if (!existsSync(dll)) throw new Error(`The service is not built: ${dll} does not exist.`);

  // The private PostgreSQL runs as another user than root, so it must be able to walk into the folder.
  const folder = await mkdtemp(join(tmpdir(), 'identity-'));
  await chmod(folder, 0o755);
  const artifacts = join(here, '../artifacts');
  await mkdir(artifacts, { recursive: true });

  const key = newAccessKey();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const log = join(artifacts, 'service.log');
  const sink = createWriteStream(log);
  const process_ = spawn('dotnet', [dll], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ASPNETCORE_ENVIRONMENT: 'Development',
      ASPNETCORE_URLS: `http://127.0.0.1:${port}`,
      PublicBaseUrl: url,
      DataFolder: join(folder, 'data'),
      AccessKeys__0__AccessKeyId: key.accessKeyId,
      AccessKeys__0__SecretAccessKey: key.secretAccessKey,
      DOTNET_NOLOGO: '1',
      NO_COLOR: '1',
    },
  });
  process_.stdout.pipe(sink, { end: false });
  process_.stderr.pipe(sink, { end: false });

  let failure;
  process_.once('error', error => { failure = error; });
  const exited = () => failure !== undefined || process_.exitCode !== null || process_.signalCode !== null;
  const exit = new Promise(done => { process_.once('exit', done); process_.once('error', done); });

  async function tail() {
    const text = await readFile(log, 'utf8').catch(() => '');
    return text.split('\n').slice(-shownLines).join('\n').replaceAll(key.secretAccessKey, '(secret)');
  }

  async function stop() {
    let late = false;
    if (!exited()) {
      process_.kill('SIGTERM');
      late = await Promise.race([exit.then(() => false), sleep(stopsWithin, true, { ref: false })]);
      if (late) process_.kill('SIGKILL');
      await exit;
    }
    await new Promise(done => sink.end(done));
    await rm(folder, { recursive: true, force: true });
    if (late) throw new Error(`The service did not stop within ${stopsWithin / 1000} s of SIGTERM.`);
  }

  const deadline = Date.now() + readyWithin;
  let last = 'no answer yet';
  while (Date.now() < deadline && !exited() && !signal?.aborted) {
    try {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      if (answer.status === 200) return { url, ...key, log, exited, tail, stop };
      last = `HTTP ${answer.status}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await sleep(200);
  }

  const reason = exited()
    ? `ended before it was ready (${failure?.message ?? `exit code ${process_.exitCode ?? process_.signalCode}`})`
    : signal?.aborted ? 'was stopped while it started' : `was not ready within ${readyWithin / 1000} s (${last})`;
  const output = await tail();
  await stop().catch(() => {});
  throw new Error(`The service ${reason}. Its output:\n${output}`);
}
