// AWS SDK for JavaScript v3: sign-up, confirmation, client secrets, forgotten passwords.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  asAdministrator, asApplication, attributesOf, createClient, createPool, createUser, initiate, refusal, secretHash, signIn,
} from '../support/aws.mjs';
import { messagesTo, newestCode, newestMessage, wrongCode } from '../support/inbox.mjs';
import { emailOf, otherPassword, password, uniqueName } from '../support/settings.mjs';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('registration by the AWS SDK', () => {
  let UserPoolId, app, confidential;
  before(async () => {
    UserPoolId = await createPool();
    app = await createClient(UserPoolId);
    confidential = await createClient(UserPoolId, { GenerateSecret: true });
  });

  const signUp = (name, more = {}) => asApplication('SignUp', {
    ClientId: app.id, Username: name, Password: password, UserAttributes: [{ Name: 'email', Value: emailOf(name) }], ...more,
  });
  const confirm = (name, code) => asApplication('ConfirmSignUp', { ClientId: app.id, Username: name, ConfirmationCode: code });

  test('SignUp answers the sub and where the code went', async () => {
    const name = uniqueName('jane');
    const { $metadata, ...answer } = await signUp(name);
    assert.match($metadata.requestId, uuid);
    assert.match(answer.UserSub, uuid);
    assert.deepEqual(answer, {
      UserConfirmed: false,
      UserSub: answer.UserSub,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'j***@e***' },
    });

    const message = await newestMessage(emailOf(name));
    assert.equal(message.recipient, emailOf(name));
    assert.equal(message.channel, 'EMAIL');
    assert.match(message.code, /^\d{6}$/);
    assert.ok(message.body.includes(message.code));
  });

  test('an unconfirmed user cannot sign in, a wrong code confirms nothing, the right one does, once', async () => {
    const name = uniqueName();
    const { UserSub } = await signUp(name);
    await assert.rejects(initiate(app, name), refusal('UserNotConfirmedException', 'User is not confirmed.'));

    const code = await newestCode(emailOf(name));
    await assert.rejects(confirm(name, wrongCode(code)), refusal('CodeMismatchException', 'Invalid verification code provided, please try again.'));
    await confirm(name, code);
    await assert.rejects(confirm(name, code), refusal('NotAuthorizedException', 'User cannot be confirmed. Current status is CONFIRMED'));

    const user = await asAdministrator('AdminGetUser', { UserPoolId, Username: name });
    assert.equal(user.UserStatus, 'CONFIRMED');
    assert.equal(user.Enabled, true);
    assert.deepEqual(attributesOf(user.UserAttributes), { sub: UserSub, email: emailOf(name), email_verified: 'true' });
    await signIn(app, name);
  });

  test('a resent code replaces the first one', async () => {
    const name = uniqueName();
    await signUp(name);
    const first = await newestCode(emailOf(name));
    const { CodeDeliveryDetails } = await asApplication('ResendConfirmationCode', { ClientId: app.id, Username: name });
    assert.equal(CodeDeliveryDetails.DeliveryMedium, 'EMAIL');
    const second = await newestCode(emailOf(name), 2);
    if (first !== second) await assert.rejects(confirm(name, first), refusal('CodeMismatchException'));
    await confirm(name, second);
    await assert.rejects(asApplication('ResendConfirmationCode', { ClientId: app.id, Username: name }),
      refusal('InvalidParameterException', 'User is already confirmed.'));
  });

  test('AdminConfirmSignUp confirms without a code', async () => {
    const name = uniqueName();
    await signUp(name);
    await asAdministrator('AdminConfirmSignUp', { UserPoolId, Username: name });
    await signIn(app, name);
  });

  test('a taken name and weak passwords are refused', async () => {
    const name = uniqueName();
    await signUp(name);
    await assert.rejects(signUp(name), refusal('UsernameExistsException', 'User already exists'));
    for (const [weak, why] of [
      ['Sh0rt!', 'Password not long enough'],
      ['no-upper-c4se!', 'Password must have uppercase characters'],
      ['NO-LOWER-C4SE!', 'Password must have lowercase characters'],
      ['No-Numerals-Here!', 'Password must have numeric characters'],
      ['N0symbolsHere', 'Password must have symbol characters'],
    ]) await assert.rejects(signUp(uniqueName(), { Password: weak }), refusal('InvalidPasswordException', `Password did not conform with policy: ${why}`));
  });

  test('no code is sent where the pool verifies nothing', async () => {
    const silent = await createClient(await createPool({ AutoVerifiedAttributes: undefined }));
    const name = uniqueName();
    const answer = await signUp(name, { ClientId: silent.id });
    assert.equal(answer.CodeDeliveryDetails, undefined);
    assert.deepEqual(await messagesTo(emailOf(name)), []);
  });

  test('a confidential client needs the right SECRET_HASH', async () => {
    const name = uniqueName();
    const input = { ClientId: confidential.id };
    await assert.rejects(signUp(name, input),
      refusal('NotAuthorizedException', `Client ${confidential.id} is configured with secret but SECRET_HASH was not received`));
    await assert.rejects(signUp(name, { ...input, SecretHash: secretHash(confidential, name + 'x') }),
      refusal('NotAuthorizedException', `Unable to verify secret hash for client ${confidential.id}`));

    await signUp(name, { ...input, SecretHash: secretHash(confidential, name) });
    const ConfirmationCode = await newestCode(emailOf(name));
    await asApplication('ConfirmSignUp', { ...input, Username: name, ConfirmationCode, SecretHash: secretHash(confidential, name) });
    await signIn(confidential, name);
  });

  test('where the e-mail address is the username, the service makes the username: the sub', async () => {
    const pool = await createPool({ UsernameAttributes: ['email'] });
    const mail = await createClient(pool);
    const email = emailOf(uniqueName());
    const { UserSub } = await asApplication('SignUp', { ClientId: mail.id, Username: email, Password: password });
    await asApplication('ConfirmSignUp', { ClientId: mail.id, Username: email, ConfirmationCode: await newestCode(email) });

    const { AccessToken } = await signIn(mail, email);
    const user = await asApplication('GetUser', { AccessToken });
    assert.equal(user.Username, UserSub);
    assert.deepEqual(attributesOf(user.UserAttributes), { sub: UserSub, email, email_verified: 'true' });
    await assert.rejects(asApplication('SignUp', { ClientId: mail.id, Username: email, Password: password }),
      refusal('UsernameExistsException', 'An account with the given email already exists.'));
  });

  describe('a forgotten password', () => {
    const forgot = name => asApplication('ForgotPassword', { ClientId: app.id, Username: name });
    const reset = (name, ConfirmationCode, Password) => asApplication('ConfirmForgotPassword', { ClientId: app.id, Username: name, ConfirmationCode, Password });

    test('is replaced with the code, which a refused password does not burn, and all sessions end', async () => {
      const { name, email } = await createUser(UserPoolId);
      const before = await signIn(app, name);
      const { CodeDeliveryDetails } = await forgot(name);
      assert.deepEqual(CodeDeliveryDetails, { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'u***@e***' });
      const code = await newestCode(email);

      await assert.rejects(reset(name, wrongCode(code), otherPassword), refusal('CodeMismatchException', 'Invalid verification code provided, please try again.'));
      await assert.rejects(reset(name, code, 'short'), refusal('InvalidPasswordException', 'Password does not conform to policy: Password not long enough'));
      await reset(name, code, otherPassword);
      await assert.rejects(reset(name, code, password), refusal('ExpiredCodeException', 'Invalid code provided, please request a code again.'));

      await assert.rejects(initiate(app, name), refusal('NotAuthorizedException', 'Incorrect username or password.'));
      await signIn(app, name, otherPassword);
      await assert.rejects(
        asApplication('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: app.id, AuthParameters: { REFRESH_TOKEN: before.RefreshToken } }),
        refusal('NotAuthorizedException', 'Refresh Token has been revoked'));
    });

    test('needs a known user with a verified address', async () => {
      const { name } = await createUser(UserPoolId, { attributes: { email_verified: 'false' } });
      await assert.rejects(forgot(name), refusal('InvalidParameterException',
        'Cannot reset password for the user as there is no registered/verified email or phone_number'));
      await assert.rejects(forgot(uniqueName()), refusal('UserNotFoundException', 'Username/client id combination not found.'));
    });

    test('tells nothing about unknown users where the client prevents it', async () => {
      const discreet = await createClient(UserPoolId, { PreventUserExistenceErrors: 'ENABLED' });
      const ask = Username => asApplication('ForgotPassword', { ClientId: discreet.id, Username });
      const unknown = uniqueName();
      const { CodeDeliveryDetails } = await ask(unknown);
      assert.equal(CodeDeliveryDetails.DeliveryMedium, 'EMAIL');
      await assert.rejects(
        asApplication('ConfirmForgotPassword', { ClientId: discreet.id, Username: unknown, ConfirmationCode: '123456', Password: otherPassword }),
        refusal('CodeMismatchException', 'Invalid verification code provided, please try again.'));
    });
  });
});
