// The unmodified AWS SDK against the service, and the few steps that most suites begin with.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import { emailOf, password, service, uniqueName } from './settings.mjs';

const client = (credentials, more = {}) => new cognito.CognitoIdentityProviderClient({
  region: service.region, endpoint: service.url, credentials, maxAttempts: 1, ...more,
});

/** Signs with the administrator's access key. */
export const administrator = client(service.credentials);
/** What an application has: the operations without authentication trait go out unsigned. */
export const application = client({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-a-secret' });
export const clientWith = client;

export const asAdministrator = (Command, input) => administrator.send(new cognito[Command + 'Command'](input));
export const asApplication = (Command, input) => application.send(new cognito[Command + 'Command'](input));

const flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

export async function createPool(settings = {}) {
  const { UserPool } = await asAdministrator('CreateUserPool', { PoolName: uniqueName('pool'), AutoVerifiedAttributes: ['email'], ...settings });
  return UserPool.Id;
}

/** An app client with the usual flows; `GenerateSecret: true` makes a confidential one. */
export async function createClient(UserPoolId, settings = {}) {
  const { UserPoolClient } = await asAdministrator('CreateUserPoolClient', { UserPoolId, ClientName: uniqueName('client'), ExplicitAuthFlows: flows, ...settings });
  return { id: UserPoolClient.ClientId, secret: UserPoolClient.ClientSecret };
}

/** A confirmed user with a verified e-mail address and a permanent password, without a message sent. */
export async function createUser(UserPoolId, { attributes = {}, name = uniqueName() } = {}) {
  const all = { email: emailOf(name), email_verified: 'true', ...attributes };
  const UserAttributes = Object.entries(all).map(([Name, Value]) => ({ Name, Value }));
  const { User } = await asAdministrator('AdminCreateUser', { UserPoolId, Username: name, MessageAction: 'SUPPRESS', UserAttributes });
  await asAdministrator('AdminSetUserPassword', { UserPoolId, Username: name, Password: password, Permanent: true });
  return { name, email: all.email, sub: attributesOf(User.Attributes).sub };
}

export const attributesOf = list => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

/** Cognito developer guide, "Computing secret hash values". */
export const secretHash = (app, username) => createHmac('sha256', app.secret).update(username + app.id).digest('base64');

/** USER_PASSWORD_AUTH; the whole answer. */
export const initiate = (app, username, secret = password) => asApplication('InitiateAuth', {
  AuthFlow: 'USER_PASSWORD_AUTH', ClientId: app.id,
  AuthParameters: { USERNAME: username, PASSWORD: secret, ...(app.secret && { SECRET_HASH: secretHash(app, username) }) },
});

/** Tokens by USER_PASSWORD_AUTH. */
export async function signIn(app, username, secret = password) {
  const { AuthenticationResult, ChallengeName } = await initiate(app, username, secret);
  assert.ok(AuthenticationResult, `expected tokens, got the challenge ${ChallengeName}`);
  return AuthenticationResult;
}

/** For assert.rejects: the modelled exception class, HTTP 400 and, where given, the exact text. */
export const refusal = (name, text) => error => {
  const seen = `${error.name}: ${error.message}`;
  assert.ok(error instanceof cognito[name], `expected ${name}, got ${seen}`);
  assert.equal(error.$metadata.httpStatusCode, 400, seen);
  if (text instanceof RegExp) assert.match(error.message, text);
  else if (text !== undefined) assert.equal(error.message, text);
  return true;
};

/** Claims without verification; verification has its own suite (jwt.test.mjs). */
export const claimsOf = token => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
export const headerOf = token => JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString());
