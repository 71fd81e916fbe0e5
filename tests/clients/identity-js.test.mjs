// amazon-cognito-identity-js, as applications before Amplify 6 carry it, with its `endpoint` option alone.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { AuthenticationDetails, CognitoUser, CognitoUserAttribute, CognitoUserPool } from 'amazon-cognito-identity-js';
import { asAdministrator, asApplication, createClient, createPool, createUser, refusal } from './support/aws.mjs';
import { newestCode, wrongCode } from './support/inbox.mjs';
import { emailOf, otherPassword, password, service, uniqueName } from './support/settings.mjs';

/** What a browser tab remembers. */
function tabStorage() {
  const items = new Map();
  return {
    getItem: key => items.get(key) ?? null,
    setItem: (key, value) => { items.set(key, String(value)); return value; },
    removeItem: key => items.delete(key),
    clear: () => items.clear(),
  };
}

/** A method with a node callback at the end, as a promise. */
const call = (target, method, ...input) => new Promise((done, failed) =>
  target[method](...input, (error, result) => (error ? failed(error) : done(result))));
/** A method that takes an object of callbacks: the name of the one called, and what it was called with. */
const answerOf = (target, method, ...input) => new Promise((done, failed) => target[method](...input, {
  onSuccess: value => done({ event: 'success', value }),
  onFailure: failed,
  inputVerificationCode: value => done({ event: 'code sent', value }),
  newPasswordRequired: (userAttributes, required) => done({ event: 'new password', value: { userAttributes, required } }),
}));
const failure = (name, message) => error => {
  assert.equal(error.name, name, `${error.name}: ${error.message}`);
  assert.equal(error.code, name);
  if (message) assert.equal(error.message, message);
  return true;
};

// Two at a time: a refused refreshSession is tried again for seven seconds before the library believes it.
describe('amazon-cognito-identity-js', { timeout: 300_000, concurrency: 2 }, () => {
  let UserPoolId, app;
  before(async () => {
    UserPoolId = await createPool();
    app = await createClient(UserPoolId);
  });

  const tab = (storage = tabStorage()) => {
    const pool = new CognitoUserPool({ UserPoolId, ClientId: app.id, endpoint: service.url, Storage: storage });
    return { storage, pool, user: Username => new CognitoUser({ Username, Pool: pool, Storage: storage }) };
  };
  const details = (Username, Password = password) => new AuthenticationDetails({ Username, Password });
  async function signedIn(name, secret = password) {
    const user = tab().user(name);
    const { event, value } = await answerOf(user, 'authenticateUser', details(name, secret));
    assert.equal(event, 'success');
    return { user, session: value };
  }

  test('signUp, resendConfirmationCode, confirmRegistration, authenticateUser', async () => {
    const name = uniqueName();
    const { pool, user: userOf } = tab();
    const email = new CognitoUserAttribute({ Name: 'email', Value: emailOf(name) });
    const result = await call(pool, 'signUp', name, password, [email], null);
    assert.equal(result.userConfirmed, false);
    assert.match(result.userSub, /^[0-9a-f-]{36}$/);
    assert.equal(result.codeDeliveryDetails.Destination, 'u***@e***');
    await assert.rejects(call(pool, 'signUp', name, password, [email], null), failure('UsernameExistsException', 'User already exists'));

    const user = userOf(name);
    await assert.rejects(answerOf(user, 'authenticateUser', details(name)), failure('UserNotConfirmedException', 'User is not confirmed.'));
    await newestCode(emailOf(name));
    await call(user, 'resendConfirmationCode');
    const code = await newestCode(emailOf(name), 2);
    await assert.rejects(call(user, 'confirmRegistration', wrongCode(code), true), failure('CodeMismatchException'));
    assert.equal(await call(user, 'confirmRegistration', code, true), 'SUCCESS');
    await signedIn(name);
  });

  test('authenticateUser by SRP gives a valid session that the next page finds again', async () => {
    const { name, sub } = await createUser(UserPoolId);
    const { storage, user: userOf } = tab();
    const { value: session } = await answerOf(userOf(name), 'authenticateUser', details(name));
    assert.ok(session.isValid());
    assert.equal(session.getIdToken().payload['cognito:username'], name);
    assert.equal(session.getAccessToken().payload.sub, sub);

    const current = tab(storage).pool.getCurrentUser();
    assert.equal(current.getUsername(), name);
    const found = await call(current, 'getSession');
    assert.equal(found.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());
  });

  test('authenticateUser by USER_PASSWORD_AUTH', async () => {
    const { name } = await createUser(UserPoolId);
    const user = tab().user(name);
    user.setAuthenticationFlowType('USER_PASSWORD_AUTH');
    const { event, value } = await answerOf(user, 'authenticateUser', details(name));
    assert.equal(event, 'success');
    assert.ok(value.isValid());
  });

  test('a wrong password and an unknown user fail by name, in both flows', async () => {
    const { name } = await createUser(UserPoolId);
    for (const flow of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
      const attempt = (who, secret) => {
        const user = tab().user(who);
        user.setAuthenticationFlowType(flow);
        return answerOf(user, 'authenticateUser', details(who, secret));
      };
      await assert.rejects(attempt(name, otherPassword), failure('NotAuthorizedException', 'Incorrect username or password.'));
      await assert.rejects(attempt(uniqueName()), failure('UserNotFoundException', 'User does not exist.'));
    }
  });

  test('an e-mail address as alias signs in by SRP', async () => {
    const aliased = await createPool({ AliasAttributes: ['email'] });
    const { id } = await createClient(aliased);
    const { name, email } = await createUser(aliased);
    const Storage = tabStorage();
    const user = new CognitoUser({ Username: email, Pool: new CognitoUserPool({ UserPoolId: aliased, ClientId: id, endpoint: service.url, Storage }), Storage });
    const { value } = await answerOf(user, 'authenticateUser', details(email));
    assert.equal(value.getIdToken().payload['cognito:username'], name);
    assert.equal(user.getUsername(), name);
  });

  test('refreshSession renews the tokens and keeps auth_time', async () => {
    const { name } = await createUser(UserPoolId);
    const { user, session } = await signedIn(name);
    const renewed = await call(user, 'refreshSession', session.getRefreshToken());
    assert.ok(renewed.isValid());
    assert.notEqual(renewed.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());
    assert.equal(renewed.getIdToken().payload.auth_time, session.getIdToken().payload.auth_time);
    assert.equal(renewed.getRefreshToken().getToken(), session.getRefreshToken().getToken());
  });

  test('getSession refreshes by itself once the tokens are too old', async () => {
    const { name } = await createUser(UserPoolId);
    const { storage, user: userOf } = tab();
    const { value: session } = await answerOf(userOf(name), 'authenticateUser', details(name));
    // The library reckons with a clock drift it stored itself; a drift of two hours makes the tokens look expired.
    storage.setItem(`CognitoIdentityServiceProvider.${app.id}.${name}.clockDrift`, '-7200');
    const renewed = await call(tab(storage).pool.getCurrentUser(), 'getSession');
    assert.notEqual(renewed.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());
  });

  test('getUserAttributes and getUserData', async () => {
    const { name, sub, email } = await createUser(UserPoolId);
    const { user } = await signedIn(name);
    const attributes = Object.fromEntries((await call(user, 'getUserAttributes')).map(a => [a.getName(), a.getValue()]));
    assert.deepEqual(attributes, { sub, email, email_verified: 'true' });
    const data = await call(user, 'getUserData');
    assert.equal(data.Username, name);
    assert.deepEqual(data.UserAttributes.map(({ Name }) => Name).sort(), ['email', 'email_verified', 'sub']);
  });

  test('changePassword', async () => {
    const { name } = await createUser(UserPoolId);
    const { user } = await signedIn(name);
    await assert.rejects(call(user, 'changePassword', otherPassword, otherPassword), failure('NotAuthorizedException', 'Incorrect username or password.'));
    assert.equal(await call(user, 'changePassword', password, otherPassword), 'SUCCESS');
    await signedIn(name, otherPassword);
  });

  test('forgotPassword and confirmPassword', async () => {
    const { name, email } = await createUser(UserPoolId);
    const user = tab().user(name);
    const { event, value } = await answerOf(user, 'forgotPassword');
    assert.equal(event, 'code sent');
    assert.equal(value.CodeDeliveryDetails.DeliveryMedium, 'EMAIL');
    const code = await newestCode(email);
    await assert.rejects(answerOf(user, 'confirmPassword', wrongCode(code), otherPassword), failure('CodeMismatchException'));
    assert.deepEqual(await answerOf(user, 'confirmPassword', code, otherPassword), { event: 'success', value: 'SUCCESS' });
    await signedIn(name, otherPassword);
  });

  test('newPasswordRequired and completeNewPasswordChallenge with a required attribute', async () => {
    const pool = await createPool({ Schema: [{ Name: 'name', Required: true, Mutable: true, AttributeDataType: 'String' }] });
    const { id } = await createClient(pool);
    const name = uniqueName();
    await asAdministrator('AdminCreateUser', {
      UserPoolId: pool, Username: name, MessageAction: 'SUPPRESS', TemporaryPassword: otherPassword,
      UserAttributes: [{ Name: 'email', Value: emailOf(name) }],
    });
    const Storage = tabStorage();
    const user = new CognitoUser({ Username: name, Pool: new CognitoUserPool({ UserPoolId: pool, ClientId: id, endpoint: service.url, Storage }), Storage });
    const { event, value } = await answerOf(user, 'authenticateUser', details(name, otherPassword));
    assert.equal(event, 'new password');
    assert.deepEqual(value.required, ['name']);
    assert.equal(value.userAttributes.email, emailOf(name));
    const done = await answerOf(user, 'completeNewPasswordChallenge', password, { name: 'Jane' });
    assert.equal(done.event, 'success');
    assert.equal(done.value.getIdToken().payload.name, 'Jane');
  });

  test('signOut revokes the session it forgets', async () => {
    const { name } = await createUser(UserPoolId);
    const { user, session } = await signedIn(name);
    await new Promise((done, failed) => user.signOut(error => (error ? failed(error) : done())));
    assert.equal(user.getSignInUserSession(), null);
    await assert.rejects(asApplication('GetUser', { AccessToken: session.getAccessToken().getJwtToken() }),
      refusal('NotAuthorizedException', 'Access Token has been revoked'));
  });

  test('globalSignOut ends the other sessions too', async () => {
    const { name } = await createUser(UserPoolId);
    const [mine, other] = [await signedIn(name), await signedIn(name)];
    assert.deepEqual(await answerOf(mine.user, 'globalSignOut'), { event: 'success', value: 'SUCCESS' });
    await assert.rejects(call(other.user, 'getUserAttributes'), failure('NotAuthorizedException', 'Access Token has been revoked'));
    await assert.rejects(call(other.user, 'refreshSession', other.session.getRefreshToken()), failure('NotAuthorizedException', 'Refresh Token has been revoked'));
  });
});
