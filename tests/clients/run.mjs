// Runs the client suites against one service:  node run.mjs [part of a file's name ...]
//   IDENTITY_SERVICE_DLL   another build of the service to start
//   IDENTITY_SERVICE_URL   a running service to use instead of starting one; then also
//   IDENTITY_SERVICE_ACCESS_KEY_ID and IDENTITY_SERVICE_SECRET_ACCESS_KEY
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startService } from './support/service.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const needsNoService = new Set(['srp.test.mjs']);

async function testFiles(folder = root) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !['node_modules', 'artifacts'].includes(entry.name)) found.push(...await testFiles(join(folder, entry.name)));
    else if (entry.name.endsWith('.test.mjs')) found.push(join(folder, entry.name));
  }
  return found.sort();
}

const wanted = process.argv.slice(2);
const files = (await testFiles()).filter(file => wanted.length === 0 || wanted.some(part => relative(root, file).includes(part)));
if (files.length === 0) {
  console.error(`No test file matches: ${wanted.join(' ')}`);
  process.exit(2);
}

const env = { ...process.env };
delete env.NODE_TEST_CONTEXT;
const ended = new AbortController();
let service, tests;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { ended.abort(); tests?.kill(signal); });

if (!env.IDENTITY_SERVICE_URL && files.some(file => !needsNoService.has(relative(root, file)))) {
  try {
    service = await startService({ signal: ended.signal });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  env.IDENTITY_SERVICE_URL = service.url;
  env.IDENTITY_SERVICE_ACCESS_KEY_ID = service.accessKeyId;
  env.IDENTITY_SERVICE_SECRET_ACCESS_KEY = service.secretAccessKey;
}

const reporter = process.stdout.isTTY ? [] : ['--test-reporter=spec'];
tests = spawn(process.execPath, ['--test', '--test-concurrency=2', '--test-timeout=300000', ...reporter, ...files], { cwd: root, env, stdio: 'inherit' });
let code = await new Promise(done => tests.once('exit', (status, signal) => done(signal ? 1 : status)));

if (service) {
  if (service.exited()) {
    console.error('The service ended during the tests.');
    code ||= 1;
  }
  if (code !== 0) console.error(`The end of the service's output (all of it: ${relative(process.cwd(), service.log)}):\n${await service.tail()}`);
  try {
    await service.stop();
  } catch (error) {
    console.error(error.message);
    code ||= 1;
  }
}
process.exit(code);
