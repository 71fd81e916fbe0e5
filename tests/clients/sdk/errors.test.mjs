// What the AWS SDK and other clients read from an error: class, text, headers, status.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { CognitoIdentityProviderServiceException, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { asApplication, clientWith, createClient, createPool, refusal } from '../support/aws.mjs';
import { service } from '../support/settings.mjs';

const call = (operation, body, { path = '/', headers = {} } = {}) => fetch(service.url + path, {
  method: 'POST',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const named = (name, text) => error => {
  assert.ok(error instanceof CognitoIdentityProviderServiceException, error);
  assert.equal(error.name, name);
  assert.equal(error.$metadata.httpStatusCode, 400);
  if (text) assert.match(error.message, text);
  return true;
};

describe('errors as clients read them', () => {
  let UserPoolId, app;
  before(async () => {
    UserPoolId = await createPool();
    app = await createClient(UserPoolId);
  });

  test('a modelled refusal has __type, message, the two headers and CORS', async () => {
    const answer = await call('InitiateAuth', { ClientId: app.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'nobody', PASSWORD: 'x' } });
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('content-type'), 'application/x-amz-json-1.1');
    assert.equal(answer.headers.get('x-amzn-errortype'), 'UserNotFoundException:');
    assert.equal(answer.headers.get('x-amzn-errormessage'), 'User does not exist.');
    assert.match(answer.headers.get('x-amzn-requestid'), /^[0-9a-f-]{36}$/);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.match(answer.headers.get('access-control-expose-headers'), /x-amzn-errortype/i);
    assert.deepEqual(await answer.json(), { __type: 'UserNotFoundException', message: 'User does not exist.' });
  });

  test('the header decides the operation, not the path', async () => {
    for (const path of ['', '/', '/some/prefix', '/some/prefix/']) {
      const answer = await call('GetUser', { AccessToken: 'garbled' }, { path });
      assert.equal((await answer.json()).__type, 'NotAuthorizedException', path);
    }
  });

  test('nulls are absent, unknown members are ignored, a foreign Authorization header on an open operation too', async () => {
    const answer = await call('InitiateAuth', {
      ClientId: app.id, AuthFlow: 'USER_PASSWORD_AUTH', ClientMetadata: null, Unknown: { a: [1] },
      AuthParameters: { USERNAME: 'nobody', PASSWORD: 'x', DEVICE_KEY: null },
    }, { headers: { authorization: 'AWS4-HMAC-SHA256 nonsense' } });
    assert.equal((await answer.json()).__type, 'UserNotFoundException');
  });

  test('violations of the contract are reported together in Cognito\'s words', async () => {
    await assert.rejects(asApplication('SignUp', { ClientId: app.id, Username: 'jane', Password: ' x ' }), refusal('InvalidParameterException',
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$"));
    const answer = await (await call('InitiateAuth', { AuthFlow: 'BAD' })).json();
    assert.equal(answer.__type, 'InvalidParameterException');
    assert.match(answer.message, /^2 validation errors detected: /);
    assert.match(answer.message, /Value 'BAD' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: \[/);
    assert.match(answer.message, /Value null at 'clientId' failed to satisfy constraint: Member must not be null/);
    await assert.rejects(asApplication('InitiateAuth', { ClientId: app.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { PASSWORD: 'x' } }),
      refusal('InvalidParameterException', 'Missing required parameter USERNAME'));
  });

  test('unknown pools and clients', async () => {
    await assert.rejects(asApplication('SignUp', { ClientId: 'a'.repeat(26), Username: 'jane', Password: 'Corr3ct-Horse!' }),
      refusal('ResourceNotFoundException', `User pool client ${'a'.repeat(26)} does not exist.`));
  });

  test('an administrator\'s operation needs a right signature', async () => {
    const unsigned = await call('ListUserPools', { MaxResults: 10 });
    assert.equal(unsigned.status, 400);
    assert.equal((await unsigned.json()).__type, 'MissingAuthenticationTokenException');

    const list = client => client.send(new ListUserPoolsCommand({ MaxResults: 10 }));
    const { accessKeyId, secretAccessKey } = service.credentials;
    await list(clientWith({ accessKeyId, secretAccessKey }));
    await assert.rejects(list(clientWith({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey })),
      named('UnrecognizedClientException', /^The security token included in the request is invalid\.$/));
    await assert.rejects(list(clientWith({ accessKeyId, secretAccessKey: 'wrong' })), named('InvalidSignatureException', /^The request signature we calculated does not match/));
  });

  test('an unknown operation and a malformed body', async () => {
    const unknown = await call('NoSuchOperation', {});
    assert.equal(unknown.status, 400);
    assert.equal((await unknown.json()).__type, 'UnknownOperationException');
    const malformed = await call('GetUser', '{"AccessToken":');
    assert.equal(malformed.status, 400);
    assert.equal((await malformed.json()).__type, 'SerializationException');
    const mistyped = await call('GetUser', { AccessToken: 1 });
    assert.equal((await mistyped.json()).__type, 'SerializationException');
  });

  test('a browser\'s preflight is answered', async () => {
    const asked = 'amz-sdk-invocation-id,amz-sdk-request,cache-control,content-type,x-amz-target,x-amz-user-agent';
    const answer = await fetch(service.url, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:1', 'access-control-request-method': 'POST', 'access-control-request-headers': asked },
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    const allowed = answer.headers.get('access-control-allow-headers').toLowerCase().split(/, */);
    for (const header of asked.split(',')) assert.ok(allowed.includes(header), header);
    assert.match(answer.headers.get('access-control-allow-methods'), /POST/);
  });
});
