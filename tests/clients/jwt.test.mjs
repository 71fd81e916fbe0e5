// Tokens as verifiers see them: jose and aws-jwt-verify, discovery, keys, and the exact sets of claims.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { JwtVerifier } from 'aws-jwt-verify';
import { JwtInvalidAudienceError, JwtInvalidIssuerError, JwtInvalidSignatureError } from 'aws-jwt-verify/error';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { asApplication, claimsOf, createClient, createPool, createUser, headerOf, signIn } from './support/aws.mjs';
import { service } from './support/settings.mjs';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function getJson(url) {
  const answer = await fetch(url, { headers: { origin: 'http://localhost:1' } });
  assert.equal(answer.status, 200, url);
  assert.match(answer.headers.get('content-type'), /^application\/json/);
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  return answer.json();
}

/** The token with its payload (1) or its signature (2) changed. */
function altered(token, part) {
  const parts = token.split('.');
  const bytes = Buffer.from(parts[part], 'base64url');
  if (part === 1) parts[1] = Buffer.from(bytes.toString().replace('"token_use"', '"token_usE"')).toString('base64url');
  else {
    bytes[10] ^= 1;
    parts[part] = bytes.toString('base64url');
  }
  return parts.join('.');
}

describe('tokens and their verifiers', () => {
  let UserPoolId, app, issuer, discovery, keys, user, tokens;
  before(async () => {
    UserPoolId = await createPool({ Schema: [{ Name: 'tier', AttributeDataType: 'Number', Mutable: true }] });
    issuer = `${service.url}/${UserPoolId}`;
    app = await createClient(UserPoolId);
    user = await createUser(UserPoolId, { attributes: { 'custom:tier': '3', phone_number: '+12065550100', phone_number_verified: 'true', address: '1 Main Street' } });
    tokens = await signIn(app, user.name);
    discovery = await getJson(`${issuer}/.well-known/openid-configuration`);
    keys = await getJson(discovery.jwks_uri);
  });

  test('discovery names the issuer byte for byte, and nothing that does not work (N-43)', () => {
    assert.deepEqual(discovery, {
      issuer, jwks_uri: `${issuer}/.well-known/jwks.json`, id_token_signing_alg_values_supported: ['RS256'], subject_types_supported: ['public'],
    });
  });

  test('every key is an RSA-2048 signing key without a private part', () => {
    assert.ok(keys.keys.length >= 2);
    for (const key of keys.keys) {
      assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
      const { n, kid, ...rest } = key;
      assert.deepEqual(rest, { alg: 'RS256', e: 'AQAB', kty: 'RSA', use: 'sig' });
      assert.equal(Buffer.from(n, 'base64url').length, 256);
      assert.match(kid, /^[A-Za-z0-9+/]{43}=$/);
    }
    assert.equal(new Set(keys.keys.map(({ kid }) => kid)).size, keys.keys.length);
  });

  test('ID and access token are signed by different published keys, the refresh token by none of them', () => {
    const published = keys.keys.map(({ kid }) => kid);
    const [id, access, refresh] = [tokens.IdToken, tokens.AccessToken, tokens.RefreshToken].map(headerOf);
    for (const header of [id, access]) {
      assert.deepEqual(Object.keys(header).sort(), ['alg', 'kid']);
      assert.equal(header.alg, 'RS256');
      assert.ok(published.includes(header.kid));
    }
    assert.notEqual(id.kid, access.kid);
    assert.ok(!published.includes(refresh.kid));
  });

  test('the ID token has exactly the documented claims', () => {
    const claims = claimsOf(tokens.IdToken);
    const now = Math.floor(Date.now() / 1000);
    assert.deepEqual(claims, {
      sub: user.sub, iss: issuer, aud: app.id, token_use: 'id', 'cognito:username': user.name,
      email: user.email, email_verified: true, phone_number: '+12065550100', phone_number_verified: true,
      address: { formatted: '1 Main Street' }, 'custom:tier': '3',
      auth_time: claims.auth_time, iat: claims.iat, exp: claims.iat + 3600,
      jti: claims.jti, origin_jti: claims.origin_jti, event_id: claims.event_id,
    });
    for (const claim of ['jti', 'origin_jti', 'event_id', 'sub']) assert.match(claims[claim], uuid, claim);
    assert.ok(Math.abs(claims.iat - now) < 120 && Math.abs(claims.auth_time - claims.iat) <= 1);
  });

  test('the access token has exactly the documented claims, and shares session and event with the ID token', () => {
    const claims = claimsOf(tokens.AccessToken);
    const id = claimsOf(tokens.IdToken);
    assert.deepEqual(claims, {
      sub: user.sub, iss: issuer, client_id: app.id, token_use: 'access', username: user.name, scope: 'aws.cognito.signin.user.admin',
      auth_time: id.auth_time, iat: id.iat, exp: claims.iat + 3600,
      jti: claims.jti, origin_jti: id.origin_jti, event_id: id.event_id,
    });
    assert.match(claims.jti, uuid);
    assert.notEqual(claims.jti, id.jti);
  });

  test('a client without token revocation gets no jti and no origin_jti', async () => {
    const lasting = await createClient(UserPoolId, { EnableTokenRevocation: false });
    const { name } = await createUser(UserPoolId);
    const result = await signIn(lasting, name);
    const common = ['auth_time', 'event_id', 'exp', 'iat', 'iss', 'sub', 'token_use'];
    assert.deepEqual(Object.keys(claimsOf(result.IdToken)).sort(), [...common, 'aud', 'cognito:username', 'email', 'email_verified'].sort());
    assert.deepEqual(Object.keys(claimsOf(result.AccessToken)).sort(), [...common, 'client_id', 'scope', 'username'].sort());
  });

  test('the client\'s ReadAttributes decide what the ID token shows', async () => {
    const narrow = await createClient(UserPoolId, { ReadAttributes: ['email'] });
    const claims = claimsOf((await signIn(narrow, user.name)).IdToken);
    assert.equal(claims.email, user.email);
    assert.equal(claims.phone_number, undefined);
    assert.equal(claims['custom:tier'], undefined);
  });

  test('the client\'s lifetimes are the tokens\' lifetimes', async () => {
    const brief = await createClient(UserPoolId, {
      AccessTokenValidity: 10, IdTokenValidity: 20, RefreshTokenValidity: 2, TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'hours' },
    });
    const result = await signIn(brief, user.name);
    const life = token => claimsOf(token).exp - claimsOf(token).iat;
    assert.equal(result.ExpiresIn, 600);
    assert.equal(life(result.AccessToken), 600);
    assert.equal(life(result.IdToken), 1200);
  });

  describe('jose', () => {
    let jwks;
    before(() => { jwks = createRemoteJWKSet(new URL(discovery.jwks_uri)); });

    test('verifies both tokens', async () => {
      const id = await jwtVerify(tokens.IdToken, jwks, { issuer, audience: app.id, algorithms: ['RS256'] });
      assert.equal(id.payload.token_use, 'id');
      const access = await jwtVerify(tokens.AccessToken, jwks, { issuer, algorithms: ['RS256'] });
      assert.equal(access.payload.client_id, app.id);
    });

    test('refuses altered tokens, another audience and the refresh token', async () => {
      for (const part of [1, 2])
        await assert.rejects(jwtVerify(altered(tokens.AccessToken, part), jwks, { issuer }), errors.JWSSignatureVerificationFailed);
      await assert.rejects(jwtVerify(tokens.AccessToken, jwks, { issuer, audience: app.id }), errors.JWTClaimValidationFailed);
      await assert.rejects(jwtVerify(tokens.RefreshToken, jwks, { issuer }), errors.JWKSNoMatchingKey);
    });

    test('refuses another pool\'s token', async () => {
      const other = await createPool();
      const foreign = createRemoteJWKSet(new URL(`${service.url}/${other}/.well-known/jwks.json`));
      await assert.rejects(jwtVerify(tokens.IdToken, foreign), errors.JWKSNoMatchingKey);
    });

    test('verifies refreshed tokens with the keys it has', async () => {
      const { AuthenticationResult } = await asApplication('GetTokensFromRefreshToken', { ClientId: app.id, RefreshToken: tokens.RefreshToken });
      await jwtVerify(AuthenticationResult.IdToken, jwks, { issuer, audience: app.id });
      await jwtVerify(AuthenticationResult.AccessToken, jwks, { issuer });
    });
  });

  describe('aws-jwt-verify', () => {
    let verifier;
    before(() => {
      // The generic verifier fetches over https only, so the keys are handed to it.
      verifier = JwtVerifier.create({ issuer, audience: null, jwksUri: discovery.jwks_uri });
      verifier.cacheJwks(keys);
    });

    test('verifies both tokens', async () => {
      assert.equal((await verifier.verify(tokens.IdToken, { audience: app.id })).token_use, 'id');
      assert.equal((await verifier.verify(tokens.AccessToken)).token_use, 'access');
    });

    test('refuses altered tokens, another audience and another issuer', async () => {
      for (const part of [1, 2]) await assert.rejects(verifier.verify(altered(tokens.IdToken, part)), JwtInvalidSignatureError);
      await assert.rejects(verifier.verify(tokens.IdToken, { audience: 'another' }), JwtInvalidAudienceError);
      const strict = JwtVerifier.create({ issuer: issuer + '/', audience: null, jwksUri: discovery.jwks_uri });
      strict.cacheJwks(keys);
      await assert.rejects(strict.verify(tokens.IdToken), JwtInvalidIssuerError);
    });
  });

  test('an unknown pool has no keys', async () => {
    const answer = await fetch(`${service.url}/us-east-1_000000000/.well-known/jwks.json`);
    assert.ok(answer.status >= 400 && answer.status < 500, `HTTP ${answer.status}`);
  });
});
