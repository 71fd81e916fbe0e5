// Disabled, signed-out and deleted users: the AWS SDK, and amazon-cognito-identity-js where it does the deleting.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { asAdministrator, asApplication, createClient, createPool, createUser, initiate, refusal, signIn } from '../support/aws.mjs';
import { password, service } from '../support/settings.mjs';

describe('disabled, signed-out and deleted users', () => {
  let UserPoolId, app;
  before(async () => {
    UserPoolId = await createPool();
    app = await createClient(UserPoolId);
  });

  const getUser = ({ AccessToken }) => asApplication('GetUser', { AccessToken });
  const refresh = ({ RefreshToken }) => asApplication('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: app.id, AuthParameters: { REFRESH_TOKEN: RefreshToken },
  });
  const disabled = refusal('NotAuthorizedException', 'User is disabled.');
  const accessRevoked = refusal('NotAuthorizedException', 'Access Token has been revoked');
  const refreshRevoked = refusal('NotAuthorizedException', 'Refresh Token has been revoked');
  const unknown = refusal('UserNotFoundException', 'User does not exist.');

  test('AdminUserGlobalSignOut ends all sessions, and a new sign-in stands', async () => {
    const { name } = await createUser(UserPoolId);
    const session = await signIn(app, name);
    await asAdministrator('AdminUserGlobalSignOut', { UserPoolId, Username: name });
    await assert.rejects(getUser(session), accessRevoked);
    await assert.rejects(refresh(session), refreshRevoked);
    await getUser(await signIn(app, name));
  });

  test('AdminDisableUser refuses sign-in and sessions, and revokes for good', async () => {
    const { name } = await createUser(UserPoolId);
    const session = await signIn(app, name);
    await asAdministrator('AdminDisableUser', { UserPoolId, Username: name });
    assert.equal((await asAdministrator('AdminGetUser', { UserPoolId, Username: name })).Enabled, false);
    await assert.rejects(initiate(app, name), disabled);
    await assert.rejects(getUser(session), disabled);
    await assert.rejects(refresh(session), disabled);
    await assert.rejects(asApplication('GetTokensFromRefreshToken', { ClientId: app.id, RefreshToken: session.RefreshToken }), disabled);
    await asAdministrator('AdminEnableUser', { UserPoolId, Username: name });
    await assert.rejects(getUser(session), accessRevoked);
    await assert.rejects(refresh(session), refreshRevoked);
    await getUser(await signIn(app, name));
  });

  test('ListUsers filters by status', async () => {
    const pool = await createPool();
    const [here, gone] = [await createUser(pool), await createUser(pool)];
    await asAdministrator('AdminDisableUser', { UserPoolId: pool, Username: gone.name });
    const names = async Filter => (await asAdministrator('ListUsers', { UserPoolId: pool, Filter })).Users.map(({ Username }) => Username);
    assert.deepEqual(await names('status = "Disabled"'), [gone.name]);
    assert.deepEqual(await names('status = "Enabled"'), [here.name]);
  });

  test('DeleteUser acts on the asking user', async () => {
    const { name } = await createUser(UserPoolId);
    const session = await signIn(app, name);
    await asApplication('DeleteUser', { AccessToken: session.AccessToken });
    await assert.rejects(getUser(session), unknown);
    await assert.rejects(initiate(app, name), unknown);
    await assert.rejects(asAdministrator('AdminGetUser', { UserPoolId, Username: name }), unknown);
  });

  test('deleteUser of amazon-cognito-identity-js', async () => {
    const { name } = await createUser(UserPoolId);
    const user = new CognitoUser({ Username: name, Pool: new CognitoUserPool({ UserPoolId, ClientId: app.id, endpoint: service.url }) });
    await new Promise((onSuccess, onFailure) =>
      user.authenticateUser(new AuthenticationDetails({ Username: name, Password: password }), { onSuccess, onFailure }));
    await new Promise((done, failed) => user.deleteUser((error, result) => (error ? failed(error) : done(result))));
    await assert.rejects(asAdministrator('AdminGetUser', { UserPoolId, Username: name }), unknown);
  });
});
