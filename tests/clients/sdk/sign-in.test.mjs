// AWS SDK for JavaScript v3: every password flow, new-password challenge, the signed-in user's own operations.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  asAdministrator, asApplication, attributesOf, claimsOf, createClient, createPool, createUser, initiate, refusal, secretHash, signIn,
} from '../support/aws.mjs';
import { newestMessage } from '../support/inbox.mjs';
import { emailOf, otherPassword, password, uniqueName } from '../support/settings.mjs';
import { srpExchange } from '../support/srp.mjs';

const wrongPassword = () => refusal('NotAuthorizedException', 'Incorrect username or password.');

describe('sign-in by the AWS SDK', () => {
  let UserPoolId, app, confidential, discreet;
  before(async () => {
    UserPoolId = await createPool();
    app = await createClient(UserPoolId);
    confidential = await createClient(UserPoolId, { GenerateSecret: true });
    discreet = await createClient(UserPoolId, { PreventUserExistenceErrors: 'ENABLED' });
  });

  function assertTokens({ $metadata, ...answer }) {
    const { AuthenticationResult: result, ...rest } = answer;
    assert.deepEqual(rest, { ChallengeParameters: {} });
    assert.deepEqual(Object.keys(result).sort(), ['AccessToken', 'ExpiresIn', 'IdToken', 'RefreshToken', 'TokenType']);
    assert.equal(result.ExpiresIn, 3600);
    assert.equal(result.TokenType, 'Bearer');
    assert.equal(claimsOf(result.AccessToken).exp - claimsOf(result.AccessToken).iat, 3600);
    return result;
  }

  describe('USER_PASSWORD_AUTH', () => {
    test('gives tokens', async () => {
      const { name, sub } = await createUser(UserPoolId);
      const { AccessToken } = assertTokens(await initiate(app, name));
      assert.equal(claimsOf(AccessToken).sub, sub);
      assertTokens(await initiate(confidential, name));
    });

    test('refuses a wrong password and an unknown user', async () => {
      const { name } = await createUser(UserPoolId);
      await assert.rejects(initiate(app, name, otherPassword), wrongPassword());
      await assert.rejects(initiate(app, uniqueName()), refusal('UserNotFoundException', 'User does not exist.'));
      await assert.rejects(initiate(discreet, uniqueName()), wrongPassword());
    });

    test('is refused where the client does not allow it, and to a client without its secret', async () => {
      const { name } = await createUser(UserPoolId);
      const srpOnly = await createClient(UserPoolId, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
      await assert.rejects(initiate(srpOnly, name), refusal('InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client'));
      await assert.rejects(initiate({ id: confidential.id }, name),
        refusal('NotAuthorizedException', `Client ${confidential.id} is configured with secret but SECRET_HASH was not received`));
      await assert.rejects(initiate({ id: confidential.id, secret: 'another' }, name),
        refusal('NotAuthorizedException', `Unable to verify secret hash for client ${confidential.id}`));
    });

    test('locks after five wrong passwords, for the right one too', async () => {
      const { name } = await createUser(UserPoolId);
      for (let n = 0; n < 5; n++) await assert.rejects(initiate(app, name, otherPassword), wrongPassword());
      await assert.rejects(initiate(app, name), refusal('NotAuthorizedException', 'Password attempts exceeded'));
    });
  });

  describe('USER_SRP_AUTH', () => {
    const begin = (client, USERNAME, SRP_A) => asApplication('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH', ClientId: client.id,
      AuthParameters: { USERNAME, SRP_A, ...(client.secret && { SECRET_HASH: secretHash(client, USERNAME) }) },
    });
    const answer = (client, ChallengeResponses) => asApplication('RespondToAuthChallenge', {
      ChallengeName: 'PASSWORD_VERIFIER', ClientId: client.id,
      ChallengeResponses: { ...ChallengeResponses, ...(client.secret && { SECRET_HASH: secretHash(client, ChallengeResponses.USERNAME) }) },
    });
    async function srp(client, name, secret) {
      const exchange = srpExchange(UserPoolId);
      const { ChallengeParameters } = await begin(client, name, exchange.SRP_A);
      return answer(client, exchange.answer(ChallengeParameters, secret));
    }

    test('asks PASSWORD_VERIFIER without a Session and gives tokens for the proof', async () => {
      const { name } = await createUser(UserPoolId);
      const exchange = srpExchange(UserPoolId);
      const { $metadata, ...challenge } = await begin(app, name, exchange.SRP_A);
      assert.deepEqual(Object.keys(challenge).sort(), ['ChallengeName', 'ChallengeParameters']);
      assert.equal(challenge.ChallengeName, 'PASSWORD_VERIFIER');
      const parameters = challenge.ChallengeParameters;
      assert.deepEqual(Object.keys(parameters).sort(), ['SALT', 'SECRET_BLOCK', 'SRP_B', 'USERNAME', 'USER_ID_FOR_SRP']);
      assert.equal(parameters.USERNAME, name);
      assert.match(parameters.SALT, /^[1-9a-f][0-9a-f]{31}$/);

      const proof = exchange.answer(parameters, password);
      assertTokens(await answer(app, proof));
      await assert.rejects(answer(app, proof), refusal('NotAuthorizedException')); // S-12: a challenge is spent by its answer
    });

    test('works for a client with a secret', async () => {
      const { name } = await createUser(UserPoolId);
      assertTokens(await srp(confidential, name, password));
    });

    test('refuses a wrong password and an altered SECRET_BLOCK', async () => {
      const { name } = await createUser(UserPoolId);
      await assert.rejects(srp(app, name, otherPassword), wrongPassword());
      const exchange = srpExchange(UserPoolId);
      const { ChallengeParameters } = await begin(app, name, exchange.SRP_A);
      const block = Buffer.from(ChallengeParameters.SECRET_BLOCK, 'base64');
      block[block.length >> 1] ^= 1;
      await assert.rejects(answer(app, exchange.answer({ ...ChallengeParameters, SECRET_BLOCK: block.toString('base64') }, password)), wrongPassword());
    });

    test('gives an unknown user a stable salt where the client prevents existence errors', async () => {
      const stranger = uniqueName();
      const ask = async () => (await begin(discreet, stranger, srpExchange(UserPoolId).SRP_A)).ChallengeParameters;
      const [first, second] = [await ask(), await ask()];
      assert.equal(first.SALT, second.SALT);
      assert.notEqual(first.SRP_B, second.SRP_B);
      await assert.rejects(srp(discreet, stranger, password), wrongPassword());
      await assert.rejects(srp(app, stranger, password), refusal('UserNotFoundException', 'User does not exist.'));
    });
  });

  test('ADMIN_USER_PASSWORD_AUTH needs the administrator', async () => {
    const { name } = await createUser(UserPoolId);
    const input = { UserPoolId, ClientId: app.id, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: name, PASSWORD: password } };
    assertTokens(await asAdministrator('AdminInitiateAuth', input));
    await assert.rejects(asApplication('AdminInitiateAuth', input), error => error.name === 'UnrecognizedClientException');
    const elsewhere = await createPool();
    await assert.rejects(asAdministrator('AdminInitiateAuth', { ...input, UserPoolId: elsewhere }),
      refusal('ResourceNotFoundException', `User pool client ${app.id} does not exist in user pool ${elsewhere}.`));
  });

  describe('a user made by an administrator', () => {
    const respond = (name, Session, NEW_PASSWORD) => asApplication('RespondToAuthChallenge', {
      ChallengeName: 'NEW_PASSWORD_REQUIRED', ClientId: app.id, Session, ChallengeResponses: { USERNAME: name, NEW_PASSWORD },
    });

    test('gets a temporary password by mail and must replace it', async () => {
      const name = uniqueName();
      const { User } = await asAdministrator('AdminCreateUser', {
        UserPoolId, Username: name, DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [{ Name: 'email', Value: emailOf(name) }, { Name: 'email_verified', Value: 'true' }],
      });
      assert.equal(User.UserStatus, 'FORCE_CHANGE_PASSWORD');
      const message = await newestMessage(emailOf(name));
      assert.ok(message.body.includes(name));
      const temporary = message.code ?? /temporary password is (.*)\.\s*$/.exec(message.body)?.[1];

      const challenge = await initiate(app, name, temporary);
      assert.equal(challenge.ChallengeName, 'NEW_PASSWORD_REQUIRED');
      assert.equal(challenge.AuthenticationResult, undefined);
      assert.equal(challenge.ChallengeParameters.USER_ID_FOR_SRP, name);
      assert.deepEqual(JSON.parse(challenge.ChallengeParameters.requiredAttributes), []);
      assert.deepEqual(JSON.parse(challenge.ChallengeParameters.userAttributes), { email: emailOf(name), email_verified: 'true' });

      await assert.rejects(respond(name, challenge.Session, 'short'), refusal('InvalidPasswordException', 'Password does not conform to policy: Password not long enough'));
      assertTokens(await respond(name, challenge.Session, password));
      await assert.rejects(respond(name, challenge.Session, otherPassword),
        refusal('NotAuthorizedException', 'Invalid session for the user, session can only be used once.'));
      await signIn(app, name);
    });

    test('is refused a second time and with a temporary password against the policy', async () => {
      const { name } = await createUser(UserPoolId);
      const create = input => asAdministrator('AdminCreateUser', { UserPoolId, MessageAction: 'SUPPRESS', ...input });
      await assert.rejects(create({ Username: name }), refusal('UsernameExistsException', 'User account already exists'));
      await assert.rejects(create({ Username: uniqueName(), TemporaryPassword: 'short' }),
        refusal('InvalidPasswordException', 'Password did not conform with password policy: Password not long enough'));
    });
  });

  test('GetUser answers the attributes as strings', async () => {
    const { name, sub, email } = await createUser(UserPoolId, { attributes: { given_name: 'Jane', phone_number: '+12065550100' } });
    const { AccessToken, IdToken } = await signIn(app, name);
    const { $metadata, ...user } = await asApplication('GetUser', { AccessToken });
    assert.equal(user.Username, name);
    const attributes = attributesOf(user.UserAttributes);
    assert.deepEqual({ ...attributes, phone_number_verified: undefined },
      { sub, email, email_verified: 'true', given_name: 'Jane', phone_number: '+12065550100', phone_number_verified: undefined });
    await assert.rejects(asApplication('GetUser', { AccessToken: IdToken }), refusal('NotAuthorizedException', 'Invalid Access Token'));
    await assert.rejects(asApplication('GetUser', { AccessToken: 'garbled' }), refusal('NotAuthorizedException', 'Invalid Access Token'));
  });

  test('ChangePassword needs the old one and ends every session but the asking one (N-71)', async () => {
    const { name } = await createUser(UserPoolId);
    const [mine, other] = [await signIn(app, name), await signIn(app, name)];
    const change = (PreviousPassword, ProposedPassword) => asApplication('ChangePassword', { AccessToken: mine.AccessToken, PreviousPassword, ProposedPassword });
    await assert.rejects(change(otherPassword, otherPassword), refusal('NotAuthorizedException', 'Incorrect username or password.'));
    await change(password, otherPassword);

    await asApplication('GetUser', { AccessToken: mine.AccessToken });
    await assert.rejects(asApplication('GetUser', { AccessToken: other.AccessToken }), refusal('NotAuthorizedException', 'Access Token has been revoked'));
    await assert.rejects(initiate(app, name), wrongPassword());
    await signIn(app, name, otherPassword);
  });
});
