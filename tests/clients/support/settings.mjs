// What run.mjs hands to each test file, and names that never collide.
import { randomBytes } from 'node:crypto';

function need(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start the suites with "npm test" (run.mjs starts the service).`);
  return value;
}

export const service = {
  get url() { return need('IDENTITY_SERVICE_URL'); },
  get credentials() {
    return { accessKeyId: need('IDENTITY_SERVICE_ACCESS_KEY_ID'), secretAccessKey: need('IDENTITY_SERVICE_SECRET_ACCESS_KEY') };
  },
  region: 'us-east-1',
};

export const password = 'Corr3ct-Horse!Battery';
export const otherPassword = 'Oth3r-Horse!Battery';

export const uniqueName = (stem = 'user') => `${stem}-${randomBytes(6).toString('hex')}`;
export const emailOf = name => `${name}@example.com`;
