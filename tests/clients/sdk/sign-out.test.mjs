// AWS SDK for JavaScript v3: everything that ends a session, and the refusals afterwards.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { asAdministrator, asApplication, createClient, createPool, createUser, refusal, signIn } from '../support/aws.mjs';

describe('the end of a session by the AWS SDK', () => {
  let UserPoolId, app;
  before(async () => {
    UserPoolId = await createPool();
    app = await createClient(UserPoolId);
  });

  const getUser = ({ AccessToken }) => asApplication('GetUser', { AccessToken });
  const refresh = ({ RefreshToken }, client = app) => asApplication('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: client.id, AuthParameters: { REFRESH_TOKEN: RefreshToken },
  });
  const accessRevoked = refusal('NotAuthorizedException', 'Access Token has been revoked');
  const refreshRevoked = refusal('NotAuthorizedException', 'Refresh Token has been revoked');

  describe('RevokeToken', () => {
    const revoke = (client, Token, ClientSecret) => asApplication('RevokeToken', { ClientId: client.id, Token, ClientSecret });

    test('ends the one session, and may be repeated', async () => {
      const { name } = await createUser(UserPoolId);
      const [mine, other] = [await signIn(app, name), await signIn(app, name)];
      await revoke(app, mine.RefreshToken);
      await revoke(app, mine.RefreshToken);
      await assert.rejects(getUser(mine), accessRevoked);
      await assert.rejects(refresh(mine), refreshRevoked);
      await assert.rejects(asApplication('GetTokensFromRefreshToken', { ClientId: app.id, RefreshToken: mine.RefreshToken }), refreshRevoked);
      await getUser(other);
      await refresh(other);
    });

    test('takes refresh tokens only, and only where the client allows revocation', async () => {
      const { name } = await createUser(UserPoolId);
      const { AccessToken } = await signIn(app, name);
      await assert.rejects(revoke(app, AccessToken), refusal('UnsupportedTokenTypeException'));
      const lasting = await createClient(UserPoolId, { EnableTokenRevocation: false });
      const { RefreshToken } = await signIn(lasting, name);
      await assert.rejects(revoke(lasting, RefreshToken), refusal('UnsupportedOperationException', 'This feature is not enabled for this client'));
      await refresh({ RefreshToken }, lasting);
    });

    test('needs the secret of a confidential client', async () => {
      const confidential = await createClient(UserPoolId, { GenerateSecret: true });
      const { name } = await createUser(UserPoolId);
      const { RefreshToken, AccessToken } = await signIn(confidential, name);
      for (const secret of [undefined, 'x'.repeat(51)])
        await assert.rejects(revoke(confidential, RefreshToken, secret), refusal('UnauthorizedException', 'Invalid client or secret'));
      await getUser({ AccessToken });
      await revoke(confidential, RefreshToken, confidential.secret);
      await assert.rejects(getUser({ AccessToken }), accessRevoked);
    });
  });

  test('GlobalSignOut ends all sessions of the user, and a new sign-in in the same second stands', async () => {
    const { name } = await createUser(UserPoolId);
    const [mine, other] = [await signIn(app, name), await signIn(app, name)];
    await asApplication('GlobalSignOut', { AccessToken: mine.AccessToken });
    const later = await signIn(app, name);
    for (const session of [mine, other]) {
      await assert.rejects(getUser(session), accessRevoked);
      await assert.rejects(refresh(session), refreshRevoked);
    }
    await assert.rejects(asApplication('GlobalSignOut', { AccessToken: mine.AccessToken }), accessRevoked);
    await getUser(later);
    await refresh(later);
  });

  test('AdminSetUserPassword ends all sessions (N-71)', async () => {
    const { name } = await createUser(UserPoolId);
    const session = await signIn(app, name);
    await asAdministrator('AdminSetUserPassword', { UserPoolId, Username: name, Password: 'An0ther-Horse!', Permanent: true });
    await assert.rejects(getUser(session), accessRevoked);
    await assert.rejects(refresh(session), refreshRevoked);
  });

  test('AdminDeleteUser leaves the right refusals behind', async () => {
    const { name } = await createUser(UserPoolId);
    const session = await signIn(app, name);
    await asAdministrator('AdminDeleteUser', { UserPoolId, Username: name });
    await assert.rejects(getUser(session), refusal('UserNotFoundException', 'User does not exist.'));
    await assert.rejects(refresh(session), refusal('NotAuthorizedException', 'The user has been deleted for the associated refresh token'));
    await assert.rejects(asAdministrator('AdminGetUser', { UserPoolId, Username: name }), refusal('UserNotFoundException', 'User does not exist.'));
  });

  test('DeleteUserPoolClient ends what the client was given', async () => {
    const shortLived = await createClient(UserPoolId);
    const { name } = await createUser(UserPoolId);
    const session = await signIn(shortLived, name);
    await asAdministrator('DeleteUserPoolClient', { UserPoolId, ClientId: shortLived.id });
    await assert.rejects(getUser(session), refusal('ResourceNotFoundException'));
    await assert.rejects(refresh(session, shortLived), refusal('ResourceNotFoundException', `User pool client ${shortLived.id} does not exist.`));
    await assert.rejects(signIn(shortLived, name), refusal('ResourceNotFoundException', `User pool client ${shortLived.id} does not exist.`));
  });
});
