// The AWS command line with --endpoint-url alone.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { newestCode } from './support/inbox.mjs';
import { emailOf, password, service, uniqueName } from './support/settings.mjs';

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
  let pool, client;
  before(async () => {
    const { UserPool } = await aws('create-user-pool', { 'pool-name': uniqueName('pool'), 'auto-verified-attributes': 'email' });
    pool = UserPool.Id;
    const { UserPoolClient } = await aws('create-user-pool-client', {
      'user-pool-id': pool, 'client-name': uniqueName('client'), 'explicit-auth-flows': ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
    client = UserPoolClient.ClientId;
  });

  const signIn = name => openly('initiate-auth', { 'client-id': client, 'auth-flow': 'USER_PASSWORD_AUTH', 'auth-parameters': `USERNAME=${name},PASSWORD=${password}` });

  test('sign-up, confirm-sign-up, initiate-auth, get-user, refresh, global-sign-out without any credentials', async () => {
    const name = uniqueName();
    const { UserConfirmed, UserSub } = await openly('sign-up', {
      'client-id': client, username: name, password, 'user-attributes': `Name=email,Value=${emailOf(name)}`,
    });
    assert.equal(UserConfirmed, false);
    await assert.rejects(signIn(name), failure('UserNotConfirmedException', 'InitiateAuth', 'User is not confirmed.'));
    await openly('confirm-sign-up', { 'client-id': client, username: name, 'confirmation-code': await newestCode(emailOf(name)) });

    const { AuthenticationResult: tokens, ChallengeParameters } = await signIn(name);
    assert.deepEqual(ChallengeParameters, {});
    assert.equal(tokens.ExpiresIn, 3600);
    const token = { 'access-token': tokens.AccessToken };
    const user = await openly('get-user', token);
    assert.equal(user.Username, name);
    assert.deepEqual(Object.fromEntries(user.UserAttributes.map(({ Name, Value }) => [Name, Value])), { sub: UserSub, email: emailOf(name), email_verified: 'true' });

    const refreshed = await openly('get-tokens-from-refresh-token', { 'client-id': client, 'refresh-token': tokens.RefreshToken });
    assert.ok(refreshed.AuthenticationResult.AccessToken);
    await openly('global-sign-out', token);
    await assert.rejects(openly('get-user', token), failure('NotAuthorizedException', 'GetUser', 'Access Token has been revoked'));
  });

  test('list-users pages with --max-items and gathers all pages without', async () => {
    const names = [];
    for (let n = 0; n < 5; n++) {
      const name = uniqueName();
      names.push(name);
      await aws('admin-create-user', { 'user-pool-id': pool, username: name, 'message-action': 'SUPPRESS', 'user-attributes': `Name=email,Value=${emailOf(name)}` });
    }
    const list = options => aws('list-users', { 'user-pool-id': pool, ...options });
    const found = [];
    let token;
    do {
      const page = await list({ 'max-items': '2', 'page-size': '2', ...(token && { 'starting-token': token }) });
      assert.ok(page.Users.length <= 2);
      found.push(...page.Users.map(({ Username }) => Username));
      token = page.NextToken;
    } while (token && found.length < 20);
    for (const name of names) assert.equal(found.filter(one => one === name).length, 1, name);

    const all = (await list({ 'page-size': '2' })).Users;
    assert.deepEqual(all.map(({ Username }) => Username).sort(), found.sort());
    const [one] = (await list({ filter: `email = "${emailOf(names[0])}"` })).Users;
    assert.equal(one.Username, names[0]);
    assert.equal(one.UserStatus, 'FORCE_CHANGE_PASSWORD');
    // Version 1 of the command line prints the number from the wire, version 2 ISO 8601.
    const created = typeof one.UserCreateDate === 'number' ? one.UserCreateDate * 1000 : Date.parse(one.UserCreateDate);
    assert.ok(Math.abs(Date.now() - created) < 300_000, `UserCreateDate ${one.UserCreateDate}`);
  });

  test('describe, delete and the refusal afterwards', async () => {
    const { UserPool } = await aws('create-user-pool', { 'pool-name': uniqueName('pool') });
    const input = { 'user-pool-id': UserPool.Id };
    assert.equal((await aws('describe-user-pool', input)).UserPool.Arn, UserPool.Arn);
    assert.equal(await aws('delete-user-pool', input), undefined);
    await assert.rejects(aws('describe-user-pool', input), failure('ResourceNotFoundException', 'DescribeUserPool', `User pool ${UserPool.Id} does not exist.`));
  });
});
