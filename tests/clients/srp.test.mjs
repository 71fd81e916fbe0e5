// The suites' own SRP client against a vector that other clients' code reproduces; needs no service.
import assert from 'node:assert/strict';
import { createHash, getDiffieHellman } from 'node:crypto';
import { test } from 'node:test';
import { srpExchange, timestamp } from './support/srp.mjs';

const sha512 = text => createHash('sha512').update(text).digest();
const secret = who => BigInt('0x' + Buffer.concat([sha512(`cognito-test-vector-${who}`), sha512(`cognito-test-vector-${who}2`)]).toString('hex'));

test('the published vector gives the published A and signature', () => {
  const exchange = srpExchange('eu-west-1_AbCdEf123', secret('a'));
  const A = Buffer.from(exchange.SRP_A.padStart(768, '0'), 'hex');
  assert.equal(createHash('sha256').update(A).digest('hex'), '896bd2e8633c3f1d88651a377865ec65262f52d6c012cd757c7ff7be62eec419');

  const answer = exchange.answer({
    USERNAME: 'jane',
    USER_ID_FOR_SRP: '3f6c1c3e-90a1-4c47-9d8e-0c5d3f1b2a4d',
    SALT: '7b21c05d9e3f4a6688aa0b1c2d3e4f50',
    SRP_B: serverPublic(),
    SECRET_BLOCK: sha512('cognito-test-vector-secret-block').toString('base64'),
  }, 'Corr3ct-Horse!Battery', 'Mon Mar 2 09:05:07 UTC 2026');
  assert.equal(answer.PASSWORD_CLAIM_SIGNATURE, '/66WoVhRKsS2kLUXY2BI4yes9IPvNTxqYHjZr06DKeo=');
});

test('the timestamp has no leading zero in the day', () => {
  assert.equal(timestamp(new Date('2026-03-02T09:05:07Z')), 'Mon Mar 2 09:05:07 UTC 2026');
});

// B = k·v + g^b mod N, from the vector's x and b: the server's half, needed here only.
function serverPublic() {
  const N = BigInt('0x' + getDiffieHellman('modp15').getPrime('hex'));
  const power = (base, e) => { let r = 1n; for (; e > 0n; e >>= 1n, base = base * base % N) if (e & 1n) r = r * base % N; return r; };
  const k = 0x538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6n;
  const v = power(2n, 0xbf025f315bf6ffce6bc8c4f03f5a6020e08a703621dbf6902f32291d6fc0a2d8n);
  const B = ((k * v + power(2n, secret('b'))) % N).toString(16);
  assert.equal(createHash('sha256').update(Buffer.from(B.padStart(768, '0'), 'hex')).digest('hex'), '250e1ef0f2b9d4ec3bef959188a0958a9f2e62044b289efeb65531c002ac97f7');
  return B;
}
