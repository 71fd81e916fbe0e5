// Amplify v6 in a real browser, on another origin than the service, with `userPoolEndpoint` alone.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { asAdministrator, asApplication, createClient, createPool, createUser, refusal } from '../support/aws.mjs';
import { complaintsOf, preflightsOf, startBrowser } from '../support/browser.mjs';
import { newestCode, wrongCode } from '../support/inbox.mjs';
import { emailOf, otherPassword, password, service, uniqueName } from '../support/settings.mjs';
import { startSite } from '../support/site.mjs';

describe('Amplify in a browser', { timeout: 300_000 }, () => {
  let site, browser, UserPoolId, app, context, page, complaints, preflights;

  before(async () => {
    site = await startSite(fileURLToPath(new URL('page.mjs', import.meta.url)));
    browser = await startBrowser();
    UserPoolId = await createPool();
    app = await createClient(UserPoolId);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  async function open() {
    await page.goto(site.url);
    await page.waitForFunction('globalThis.ready');
    await call('configure', { userPoolId: UserPoolId, userPoolClientId: app.id, userPoolEndpoint: service.url });
  }
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    complaints = complaintsOf(page);
    preflights = await preflightsOf(page);
    await open();
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  });

  async function call(name, input) {
    const { value, error } = await page.evaluate(([n, i]) => globalThis.call(n, i), [name, input]);
    if (error) throw Object.assign(new Error(`${name}: ${error.message}`), { name: error.name, text: error.message });
    return value;
  }
  const failure = (name, text) => error => {
    assert.equal(error.name, name, error.message);
    if (text) assert.equal(error.text, text);
    return true;
  };
  async function signIn(username, { secret = password, flow = 'USER_SRP_AUTH' } = {}) {
    const result = await call('signIn', { username, password: secret, options: { authFlowType: flow } });
    assert.deepEqual(result, { isSignedIn: true, nextStep: { signInStep: 'DONE' } });
  }
  /** What the page keeps in its storage; Amplify's fetchAuthSession does not show the refresh token. */
  const storedRefreshToken = () => page.evaluate(() => {
    const key = Object.keys(localStorage).find(name => name.endsWith('.refreshToken'));
    return key && localStorage.getItem(key);
  });
  const refresh = RefreshToken => asApplication('GetTokensFromRefreshToken', { ClientId: app.id, RefreshToken });
  const revoked = refusal('NotAuthorizedException', 'Refresh Token has been revoked');

  test('signUp, resendSignUpCode, confirmSignUp', async () => {
    const username = uniqueName();
    const options = { userAttributes: { email: emailOf(username) } };
    const result = await call('signUp', { username, password, options });
    assert.equal(result.isSignUpComplete, false);
    assert.equal(result.nextStep.signUpStep, 'CONFIRM_SIGN_UP');
    assert.deepEqual(result.nextStep.codeDeliveryDetails, { deliveryMedium: 'EMAIL', destination: 'u***@e***', attributeName: 'email' });
    await assert.rejects(call('signUp', { username, password, options }), failure('UsernameExistsException', 'User already exists'));
    await newestCode(emailOf(username));

    const early = await call('signIn', { username, password });
    assert.deepEqual(early, { isSignedIn: false, nextStep: { signInStep: 'CONFIRM_SIGN_UP' } });

    await call('resendSignUpCode', { username });
    const confirmationCode = await newestCode(emailOf(username), 2);
    await assert.rejects(call('confirmSignUp', { username, confirmationCode: wrongCode(confirmationCode) }), failure('CodeMismatchException'));
    const confirmed = await call('confirmSignUp', { username, confirmationCode });
    assert.deepEqual(confirmed, { isSignUpComplete: true, nextStep: { signUpStep: 'DONE' } });
    await signIn(username);
  });

  for (const flow of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH']) {
    test(`signIn by ${flow}, tokens, current user, attributes, and the same after a reload`, async () => {
      const { name, sub, email } = await createUser(UserPoolId);
      await signIn(name, { flow });

      const session = await call('session');
      assert.equal(session.access.client_id, app.id);
      assert.equal(session.id.aud, app.id);
      assert.equal(session.id['cognito:username'], name);
      const user = await call('getCurrentUser');
      assert.equal(user.username, name);
      assert.equal(user.userId, sub);
      assert.deepEqual(await call('fetchUserAttributes'), { sub, email, email_verified: 'true' });

      await open();
      assert.equal((await call('getCurrentUser')).userId, sub);
      assert.equal((await call('session')).accessToken, session.accessToken);

      // The page lives on another origin, so the browser itself has asked before each kind of request.
      assert.notEqual(new URL(site.url).origin, new URL(service.url).origin);
      assert.ok(preflights.length >= 1);
      for (const { method, url, origin, asked, status } of preflights) {
        assert.deepEqual({ method, host: new URL(url).origin, origin, status },
          { method: 'OPTIONS', host: service.url, origin: new URL(site.url).origin, status: 200 });
        assert.match(asked, /x-amz-target/);
      }
    });

    test(`a wrong password and an unknown user are refused by ${flow}`, async () => {
      const { name } = await createUser(UserPoolId);
      const attempt = (username, secret) => call('signIn', { username, password: secret, options: { authFlowType: flow } });
      await assert.rejects(attempt(name, otherPassword), failure('NotAuthorizedException', 'Incorrect username or password.'));
      await assert.rejects(attempt(uniqueName(), password), failure('UserNotFoundException', 'User does not exist.'));
      await assert.rejects(call('getCurrentUser'), failure('UserUnAuthenticatedException'));
    });
  }

  test('fetchAuthSession with forceRefresh gives new tokens of the same session', async () => {
    const { name } = await createUser(UserPoolId);
    await signIn(name);
    const first = await call('session');
    const second = await call('session', { forceRefresh: true });
    assert.notEqual(second.accessToken, first.accessToken);
    assert.notEqual(second.idToken, first.idToken);
    assert.equal(second.access.origin_jti, first.access.origin_jti);
    assert.equal(second.access.auth_time, first.access.auth_time);
    assert.equal((await call('fetchUserAttributes')).sub, first.access.sub);
  });

  test('forceRefresh follows a rotating refresh token', async () => {
    const rotating = await createClient(UserPoolId, {
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
    });
    await call('configure', { userPoolId: UserPoolId, userPoolClientId: rotating.id, userPoolEndpoint: service.url });
    const { name } = await createUser(UserPoolId);
    await signIn(name);
    const before = await storedRefreshToken();
    await call('session', { forceRefresh: true });
    assert.notEqual(await storedRefreshToken(), before);
    await call('session', { forceRefresh: true });
  });

  test('updatePassword', async () => {
    const { name } = await createUser(UserPoolId);
    await signIn(name);
    await assert.rejects(call('updatePassword', { oldPassword: otherPassword, newPassword: otherPassword }), failure('NotAuthorizedException'));
    await call('updatePassword', { oldPassword: password, newPassword: otherPassword });
    await call('signOut');
    await signIn(name, { secret: otherPassword });
  });

  test('resetPassword and confirmResetPassword', async () => {
    const { name, email } = await createUser(UserPoolId);
    const { nextStep } = await call('resetPassword', { username: name });
    assert.equal(nextStep.resetPasswordStep, 'CONFIRM_RESET_PASSWORD_WITH_CODE');
    assert.equal(nextStep.codeDeliveryDetails.deliveryMedium, 'EMAIL');
    const confirmationCode = await newestCode(email);
    const confirm = code => call('confirmResetPassword', { username: name, confirmationCode: code, newPassword: otherPassword });
    await assert.rejects(confirm(wrongCode(confirmationCode)), failure('CodeMismatchException'));
    await confirm(confirmationCode);
    await signIn(name, { secret: otherPassword });
  });

  test('a temporary password leads to confirmSignIn with a new one', async () => {
    const username = uniqueName();
    await asAdministrator('AdminCreateUser', { UserPoolId, Username: username, MessageAction: 'SUPPRESS', TemporaryPassword: otherPassword });
    const { nextStep } = await call('signIn', { username, password: otherPassword });
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
    await assert.rejects(call('confirmSignIn', { challengeResponse: 'short' }), failure('InvalidPasswordException'));
    const done = await call('confirmSignIn', { challengeResponse: password });
    assert.equal(done.isSignedIn, true);
  });

  test('signOut revokes the session and forgets it', async () => {
    const { name } = await createUser(UserPoolId);
    await signIn(name);
    const token = await storedRefreshToken();
    await refresh(token);
    await call('signOut');
    await assert.rejects(call('getCurrentUser'), failure('UserUnAuthenticatedException'));
    assert.equal(await storedRefreshToken(), undefined);
    await assert.rejects(refresh(token), revoked);
  });

  test('global signOut ends the other sessions, and a dead session is cleared by its next refresh', async () => {
    const { name } = await createUser(UserPoolId);
    await signIn(name);
    const token = await storedRefreshToken();
    await call('signOut', { global: true });
    await assert.rejects(refresh(token), revoked);

    await signIn(name);
    await asAdministrator('AdminSetUserPassword', { UserPoolId, Username: name, Password: otherPassword, Permanent: true }); // ends all sessions (N-71)
    assert.equal(await call('session', { forceRefresh: true }), undefined);
    await assert.rejects(call('getCurrentUser'), failure('UserUnAuthenticatedException'));
  });
});
