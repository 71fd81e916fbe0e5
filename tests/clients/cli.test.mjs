// The AWS command line with --endpoint-url alone.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { asAdministrator, asApplication, attributesOf, claimsOf, createPool, refusal } from './support/aws.mjs';
import { newestCode } from './support/inbox.mjs';
import { emailOf, password, service, uniqueName } from './support/settings.mjs';
import { srpExchange } from './support/srp.mjs';

const installed = spawnSync('aws', ['--version']).status === 0;

/** Runs `aws cognito-idp ...`; what it prints as JSON, or undefined where it prints nothing. */
function aws(command, options = {}, { signed = true } = {}) {
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, ...[value].flat()]);
  const { accessKeyId, secretAccessKey } = service.credentials;
  const { AWS_PROFILE, AWS_SESSION_TOKEN, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...inherited } = process.env;
  const env = {
    ...inherited, AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '', AWS_MAX_ATTEMPTS: '1',
    ...(signed && { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }),
  };
  const input = ['cognito-idp', command, '--endpoint-url', service.url, '--region', service.region, '--output', 'json', ...given];
  return new Promise((done, failed) => execFile('aws', input, { env, timeout: 60_000 }, (error, stdout, stderr) => {
    if (error) failed(Object.assign(new Error(`aws ${command}: ${stderr.trim() || error.message}`), { stderr }));
    else done(stdout.trim() ? JSON.parse(stdout) : undefined);
  }));
}
const openly = (command, options) => aws(command, options, { signed: false });
const failure = (name, operation, text) => error => {
  assert.ok(error.stderr?.includes(`An error occurred (${name}) when calling the ${operation} operation: ${text}`), error.message);
  return true;
};

describe('the AWS command line', { skip: !installed && 'the AWS CLI (aws) is not installed', timeout: 300_000 }, () => {
  test('from an empty service to a session and its end', async () => {
    const { UserPool } = await aws('create-user-pool', { 'pool-name': uniqueName('pool'), 'auto-verified-attributes': 'email' });
    const { UserPoolClient } = await aws('create-user-pool-client', {
      'user-pool-id': UserPool.Id, 'client-name': uniqueName('client'),
      'explicit-auth-flows': ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
    const client = { 'client-id': UserPoolClient.ClientId };
    const initiate = (flow, parameters) => openly('initiate-auth', { ...client, 'auth-flow': flow, 'auth-parameters': JSON.stringify(parameters) });

    // From here on without any credentials, as an application.
    const name = uniqueName();
    const { UserConfirmed, UserSub, CodeDeliveryDetails } = await openly('sign-up', {
      ...client, username: name, password, 'user-attributes': `Name=email,Value=${emailOf(name)}`,
    });
    assert.equal(UserConfirmed, false);
    assert.deepEqual(CodeDeliveryDetails, { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'u***@e***' });
    await openly('confirm-sign-up', { ...client, username: name, 'confirmation-code': await newestCode(emailOf(name)) });

    const byPassword = await initiate('USER_PASSWORD_AUTH', { USERNAME: name, PASSWORD: password });
    assert.deepEqual(byPassword.ChallengeParameters, {});
    assert.equal(byPassword.AuthenticationResult.ExpiresIn, 3600);

    const exchange = srpExchange(UserPool.Id);
    const challenge = await initiate('USER_SRP_AUTH', { USERNAME: name, SRP_A: exchange.SRP_A });
    assert.equal(challenge.ChallengeName, 'PASSWORD_VERIFIER');
    const bySrp = await openly('respond-to-auth-challenge', {
      ...client, 'challenge-name': 'PASSWORD_VERIFIER', 'challenge-responses': JSON.stringify(exchange.answer(challenge.ChallengeParameters, password)),
    });
    assert.equal(claimsOf(bySrp.AuthenticationResult.AccessToken).sub, UserSub);

    const RefreshToken = bySrp.AuthenticationResult.RefreshToken;
    const byFlow = await initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken });
    const byOperation = await openly('get-tokens-from-refresh-token', { ...client, 'refresh-token': RefreshToken });
    const tokens = [byPassword, bySrp, byFlow, byOperation].map(({ AuthenticationResult }) => AuthenticationResult.AccessToken);
    assert.equal(new Set(tokens).size, 4);

    const user = await openly('get-user', { 'access-token': byOperation.AuthenticationResult.AccessToken });
    assert.equal(user.Username, name);
    assert.deepEqual(attributesOf(user.UserAttributes), { sub: UserSub, email: emailOf(name), email_verified: 'true' });

    await openly('global-sign-out', { 'access-token': byPassword.AuthenticationResult.AccessToken });
    for (const token of tokens)
      await assert.rejects(asApplication('GetUser', { AccessToken: token }), refusal('NotAuthorizedException', 'Access Token has been revoked'));
    await assert.rejects(openly('get-user', { 'access-token': byOperation.AuthenticationResult.AccessToken }),
      failure('NotAuthorizedException', 'GetUser', 'Access Token has been revoked'));
  });

  test('list-users pages with --max-items and gathers all pages without; a deleted pool is refused', async () => {
    const UserPoolId = await createPool();
    const names = [uniqueName(), uniqueName(), uniqueName()].sort();
    for (const Username of names) await asAdministrator('AdminCreateUser', { UserPoolId, Username, MessageAction: 'SUPPRESS' });
    const list = options => aws('list-users', { 'user-pool-id': UserPoolId, 'page-size': '2', ...options });

    const first = await list({ 'max-items': '2' });
    assert.equal(first.Users.length, 2);
    const second = await list({ 'max-items': '2', 'starting-token': first.NextToken });
    assert.equal(second.NextToken, undefined);
    const found = [...first.Users, ...second.Users].map(({ Username }) => Username).sort();
    assert.deepEqual(found, names);

    const all = (await list()).Users;
    assert.deepEqual(all.map(({ Username }) => Username).sort(), names);
    assert.equal(all[0].UserStatus, 'FORCE_CHANGE_PASSWORD');
    // Version 1 of the command line prints the number from the wire, version 2 ISO 8601.
    const created = typeof all[0].UserCreateDate === 'number' ? all[0].UserCreateDate * 1000 : Date.parse(all[0].UserCreateDate);
    assert.ok(Math.abs(Date.now() - created) < 300_000, `UserCreateDate ${all[0].UserCreateDate}`);

    assert.equal(await aws('delete-user-pool', { 'user-pool-id': UserPoolId }), undefined);
    await assert.rejects(aws('describe-user-pool', { 'user-pool-id': UserPoolId }),
      failure('ResourceNotFoundException', 'DescribeUserPool', `User pool ${UserPoolId} does not exist.`));
  });
});
