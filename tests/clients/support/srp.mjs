// Client side of Cognito's SRP-6a, written from the published parameters and proved by srp.test.mjs against a vector.
import { createHash, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';

const toBigInt = bytes => BigInt('0x' + (bytes.toString('hex') || '0'));
const N = toBigInt(getDiffieHellman('modp15').getPrime()); // RFC 3526, 3072 bit
const g = 2n;

/** Minimal two's-complement big-endian bytes, as Java's BigInteger.toByteArray. */
function pad(n) {
  let hex = n.toString(16);
  if (hex.length % 2) hex = '0' + hex;
  if (parseInt(hex[0], 16) >= 8) hex = '00' + hex;
  return Buffer.from(hex, 'hex');
}

const hash = (...parts) => parts.reduce((h, part) => h.update(part), createHash('sha256')).digest();
const hmac = (key, ...parts) => parts.reduce((h, part) => h.update(part), createHmac('sha256', key)).digest();
const mod = n => ((n % N) + N) % N;

function power(base, exponent) {
  let result = 1n;
  for (base = mod(base); exponent > 0n; exponent >>= 1n, base = (base * base) % N)
    if (exponent & 1n) result = (result * base) % N;
  return result;
}

const k = toBigInt(hash(pad(N), pad(g)));

/** `Mon Mar 2 09:05:07 UTC 2026`: English, UTC, day without a leading zero. */
export function timestamp(date = new Date()) {
  const [weekday, day, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}

/** One SRP exchange: `SRP_A` for the first call, then `answer(challengeParameters, password)` for the second. */
export function srpExchange(poolId, a = toBigInt(randomBytes(128))) {
  const poolName = poolId.split('_')[1];
  const A = power(g, a);

  function key(salt, B, userId, password) {
    const x = toBigInt(hash(pad(salt), hash(poolName + userId + ':' + password)));
    const u = toBigInt(hash(pad(A), pad(B)));
    const S = power(B - k * power(g, x), a + u * x);
    return hmac(hmac(pad(u), pad(S)), 'Caldera Derived Key', Buffer.from([1])).subarray(0, 16);
  }

  return {
    SRP_A: A.toString(16),

    /** ChallengeResponses for PASSWORD_VERIFIER. */
    answer(parameters, password, now = timestamp()) {
      const userId = parameters.USER_ID_FOR_SRP;
      const K = key(BigInt('0x' + parameters.SALT), BigInt('0x' + parameters.SRP_B), userId, password);
      const block = Buffer.from(parameters.SECRET_BLOCK, 'base64');
      return {
        USERNAME: parameters.USERNAME,
        PASSWORD_CLAIM_SECRET_BLOCK: parameters.SECRET_BLOCK,
        TIMESTAMP: now,
        PASSWORD_CLAIM_SIGNATURE: hmac(K, poolName, userId, block, now).toString('base64'),
      };
    },
  };
}
