// AWS SDK for JavaScript v3: both ways to refresh, rotation, its grace and the reuse of a spent token.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { asApplication, claimsOf, createClient, createPool, createUser, refusal, secretHash, signIn } from '../support/aws.mjs';

describe('refresh by the AWS SDK', () => {
  let UserPoolId, app, confidential;
  before(async () => {
    UserPoolId = await createPool();
    app = await createClient(UserPoolId);
    confidential = await createClient(UserPoolId, { GenerateSecret: true });
  });

  const byFlow = (client, REFRESH_TOKEN, SECRET_HASH) => asApplication('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: client.id, AuthParameters: { REFRESH_TOKEN, ...(SECRET_HASH && { SECRET_HASH }) },
  });
  const byOperation = (client, RefreshToken, ClientSecret) => asApplication('GetTokensFromRefreshToken', { ClientId: client.id, RefreshToken, ClientSecret });

  function assertRefreshed(before, after) {
    assert.equal(after.ExpiresIn, 3600);
    assert.equal(after.TokenType, 'Bearer');
    for (const token of ['AccessToken', 'IdToken']) {
      const [old, renewed] = [claimsOf(before[token]), claimsOf(after[token])];
      for (const kept of ['sub', 'auth_time', 'origin_jti', 'event_id', 'iss', 'token_use']) assert.equal(renewed[kept], old[kept], `${token} ${kept}`);
      assert.notEqual(renewed.jti, old.jti, `${token} jti`);
      assert.ok(renewed.iat > old.iat, `${token} iat`);
    }
  }

  test('REFRESH_TOKEN_AUTH gives new tokens of the same session and no new refresh token', async () => {
    const { name } = await createUser(UserPoolId);
    const tokens = await signIn(app, name);
    await sleep(1100); // iat has whole seconds
    const { $metadata, AuthenticationResult, ...rest } = await byFlow(app, tokens.RefreshToken);
    assert.deepEqual(rest, { ChallengeParameters: {} });
    assert.deepEqual(Object.keys(AuthenticationResult).sort(), ['AccessToken', 'ExpiresIn', 'IdToken', 'TokenType']);
    assertRefreshed(tokens, AuthenticationResult);
    await asApplication('GetUser', { AccessToken: AuthenticationResult.AccessToken });
  });

  test('GetTokensFromRefreshToken does the same without ChallengeParameters', async () => {
    const { name } = await createUser(UserPoolId);
    const tokens = await signIn(app, name);
    await sleep(1100);
    const { $metadata, ...answer } = await byOperation(app, tokens.RefreshToken);
    assert.deepEqual(Object.keys(answer), ['AuthenticationResult']);
    assert.deepEqual(Object.keys(answer.AuthenticationResult).sort(), ['AccessToken', 'ExpiresIn', 'IdToken', 'TokenType']);
    assertRefreshed(tokens, answer.AuthenticationResult);
  });

  test('a confidential client proves itself: by hash in the one, by its secret in the other', async () => {
    const { name } = await createUser(UserPoolId);
    const { RefreshToken } = await signIn(confidential, name);
    const C = confidential.id;
    await byFlow(confidential, RefreshToken, secretHash(confidential, name));
    await assert.rejects(byFlow(confidential, RefreshToken), refusal('NotAuthorizedException', `Client ${C} is configured with secret but SECRET_HASH was not received`));
    await assert.rejects(byFlow(confidential, RefreshToken, secretHash(confidential, name + 'x')),
      refusal('NotAuthorizedException', `SecretHash does not match for the client: ${C}`));

    await byOperation(confidential, RefreshToken, confidential.secret);
    await assert.rejects(byOperation(confidential, RefreshToken), refusal('NotAuthorizedException', `Client ${C} is configured for secret but secret was not received`));
    await assert.rejects(byOperation(confidential, RefreshToken, 'x'.repeat(51)), refusal('NotAuthorizedException', `Unable to verify secret hash for client ${C}`));
  });

  test('a garbled token and another client are refused', async () => {
    const { name } = await createUser(UserPoolId);
    const { RefreshToken, AccessToken } = await signIn(app, name);
    const other = await createClient(UserPoolId);
    for (const refresh of [byFlow, byOperation]) {
      await assert.rejects(refresh(app, 'garbled'), refusal('NotAuthorizedException', 'Invalid Refresh Token'));
      await assert.rejects(refresh(app, AccessToken), refusal('NotAuthorizedException', 'Invalid Refresh Token'));
      await assert.rejects(refresh(other, RefreshToken), refusal('NotAuthorizedException', 'Refresh Token has different Client'));
    }
  });

  describe('with rotation', () => {
    const rotating = grace => createClient(UserPoolId, {
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: grace },
    });
    const next = async (client, token) => (await byOperation(client, token)).AuthenticationResult;

    test('each refresh gives the next token, and REFRESH_TOKEN_AUTH is refused', async () => {
      const client = await rotating(0);
      const { name } = await createUser(UserPoolId);
      const tokens = await signIn(client, name);
      await assert.rejects(byFlow(client, tokens.RefreshToken), refusal('UnsupportedOperationException', 'This API does not support refresh token rotation'));
      const second = await next(client, tokens.RefreshToken);
      assert.notEqual(second.RefreshToken, tokens.RefreshToken);
      const third = await next(client, second.RefreshToken);
      assert.equal(claimsOf(third.AccessToken).origin_jti, claimsOf(tokens.AccessToken).origin_jti);
    });

    test('inside the grace a retry gets the same successor, so that racing tabs never displace each other', async () => {
      const client = await rotating(60);
      const { name } = await createUser(UserPoolId);
      const { RefreshToken } = await signIn(client, name);
      const [first, retry] = await Promise.all([next(client, RefreshToken), next(client, RefreshToken)]);
      await next(client, first.RefreshToken);
      await next(client, retry.RefreshToken);
    });

    test('a spent token without grace is reuse, and the family dies (N-12, S-10)', async () => {
      const client = await rotating(0);
      const { name } = await createUser(UserPoolId);
      const { RefreshToken } = await signIn(client, name);
      const successor = await next(client, RefreshToken);
      await assert.rejects(next(client, RefreshToken), refusal('RefreshTokenReuseException', 'Refresh token reuse detected'));
      await assert.rejects(next(client, successor.RefreshToken), refusal('NotAuthorizedException'));
      await assert.rejects(asApplication('GetUser', { AccessToken: successor.AccessToken }), refusal('NotAuthorizedException', 'Access Token has been revoked'));
    });

    test('of simultaneous refreshes without grace exactly one succeeds', async () => {
      const client = await rotating(0);
      const { name } = await createUser(UserPoolId);
      const { RefreshToken } = await signIn(client, name);
      const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => next(client, RefreshToken)));
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const { reason } of outcomes.filter(({ status }) => status === 'rejected'))
        assert.ok(['RefreshTokenReuseException', 'NotAuthorizedException'].includes(reason.name), reason.name);
    });

    test('revoking any generation ends the family', async () => {
      const client = await rotating(0);
      const { name } = await createUser(UserPoolId);
      const { RefreshToken } = await signIn(client, name);
      const successor = await next(client, RefreshToken);
      await asApplication('RevokeToken', { ClientId: client.id, Token: RefreshToken });
      await assert.rejects(next(client, successor.RefreshToken), refusal('NotAuthorizedException'));
    });

    test('a rotating client may not list ALLOW_REFRESH_TOKEN_AUTH', async () => {
      await assert.rejects(createClient(UserPoolId, { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 } }),
        refusal('InvalidParameterException', 'ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.'));
    });
  });
});
