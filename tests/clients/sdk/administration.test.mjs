// AWS SDK for JavaScript v3: pools, app clients and lists of users.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { paginateListUserPoolClients, paginateListUserPools, paginateListUsers } from '@aws-sdk/client-cognito-identity-provider';
import { administrator, asAdministrator, attributesOf, createClient, createPool, createUser, refusal } from '../support/aws.mjs';
import { uniqueName } from '../support/settings.mjs';

async function all(pages, member) {
  const found = [];
  for await (const page of pages) found.push(...page[member]);
  return found;
}

describe('administration by the AWS SDK', () => {
  describe('pools', () => {
    test('a pool made by name alone has Cognito\'s defaults, on create and Describe', async () => {
      const PoolName = uniqueName('plain');
      const created = (await asAdministrator('CreateUserPool', { PoolName })).UserPool;
      const described = (await asAdministrator('DescribeUserPool', { UserPoolId: created.Id })).UserPool;
      assert.match(created.Id, /^us-east-1_[0-9A-Za-z]{9}$/);
      assert.match(created.Arn, new RegExp(`^arn:aws:cognito-idp:us-east-1:\\d{12}:userpool/${created.Id}$`));
      assert.ok(created.CreationDate instanceof Date);
      assert.deepEqual(created.CreationDate, created.LastModifiedDate);
      assert.ok(Math.abs(Date.now() - created.CreationDate) < 60_000);

      const defaults = {
        Id: created.Id, Name: PoolName, Arn: created.Arn, CreationDate: created.CreationDate, LastModifiedDate: created.CreationDate,
        Policies: {
          PasswordPolicy: {
            MinimumLength: 8, RequireUppercase: true, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true, TemporaryPasswordValidityDays: 7,
          },
          SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
        },
        DeletionProtection: 'INACTIVE',
        LambdaConfig: {},
        VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
        MfaConfiguration: 'OFF',
        EstimatedNumberOfUsers: 0,
        EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
        AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }, { Priority: 2, Name: 'verified_phone_number' }] },
        UserPoolTier: 'ESSENTIALS',
      };
      const without = ({ SchemaAttributes, IssuerConfiguration, KeyConfiguration, ...rest }) => rest;
      assert.deepEqual(without(created), defaults);
      assert.deepEqual(without(described), { ...defaults, UserPoolTags: {} });

      assert.equal(created.SchemaAttributes.length, 20);
      assert.equal(described.SchemaAttributes.length, 21);
      assert.deepEqual(described.SchemaAttributes.find(({ Name }) => Name === 'sub'), {
        Name: 'sub', AttributeDataType: 'String', DeveloperOnlyAttribute: false, Mutable: false, Required: true,
        StringAttributeConstraints: { MinLength: '1', MaxLength: '2048' },
      });
      assert.deepEqual(described.SchemaAttributes.find(({ Name }) => Name === 'updated_at'), {
        Name: 'updated_at', AttributeDataType: 'Number', DeveloperOnlyAttribute: false, Mutable: true, Required: false,
        NumberAttributeConstraints: { MinValue: '0' },
      });
    });

    test('are listed and deleted', async () => {
      const ids = [await createPool(), await createPool(), await createPool()];
      const listed = await all(paginateListUserPools({ client: administrator, pageSize: 2 }, { MaxResults: 2 }), 'UserPools');
      for (const id of ids) assert.equal(listed.filter(({ Id }) => Id === id).length, 1);

      const [UserPoolId] = ids;
      await asAdministrator('DeleteUserPool', { UserPoolId });
      await assert.rejects(asAdministrator('DescribeUserPool', { UserPoolId }),
        refusal('ResourceNotFoundException', `User pool ${UserPoolId} does not exist.`));
    });

    test('with deletion protection stay', async () => {
      const UserPoolId = await createPool({ DeletionProtection: 'ACTIVE' });
      await assert.rejects(asAdministrator('DeleteUserPool', { UserPoolId }), refusal('InvalidParameterException',
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.'));
    });
  });

  describe('app clients', () => {
    let UserPoolId;
    before(async () => { UserPoolId = await createPool(); });
    const describeClient = ClientId => asAdministrator('DescribeUserPoolClient', { UserPoolId, ClientId });

    test('a client made by name alone has Cognito\'s defaults, on create and Describe', async () => {
      const ClientName = uniqueName('plain');
      const created = (await asAdministrator('CreateUserPoolClient', { UserPoolId, ClientName })).UserPoolClient;
      assert.match(created.ClientId, /^[0-9a-z]{26}$/);
      assert.ok(created.CreationDate instanceof Date);
      assert.deepEqual(created, {
        UserPoolId, ClientName, ClientId: created.ClientId, CreationDate: created.CreationDate, LastModifiedDate: created.CreationDate,
        RefreshTokenValidity: 30, TokenValidityUnits: {}, AllowedOAuthFlowsUserPoolClient: false, EnableTokenRevocation: true,
        EnablePropagateAdditionalUserContextData: false, AuthSessionValidity: 3,
      });
      assert.deepEqual((await describeClient(created.ClientId)).UserPoolClient, created);
    });

    test('a secret is shown on create and Describe', async () => {
      const { id, secret } = await createClient(UserPoolId, { GenerateSecret: true });
      assert.match(secret, /^[0-9a-z]{51,52}$/);
      assert.equal((await describeClient(id)).UserPoolClient.ClientSecret, secret);
    });

    test('UpdateUserPoolClient replaces what it is given and what it is not', async () => {
      const { id: ClientId, secret } = await createClient(UserPoolId, { GenerateSecret: true, RefreshTokenValidity: 10 });
      const before = (await describeClient(ClientId)).UserPoolClient;
      const { UserPoolClient } = await asAdministrator('UpdateUserPoolClient', {
        UserPoolId, ClientId, AccessTokenValidity: 30, TokenValidityUnits: { AccessToken: 'minutes' }, PreventUserExistenceErrors: 'ENABLED',
      });
      assert.equal(UserPoolClient.ClientName, before.ClientName);
      assert.equal(UserPoolClient.ClientSecret, secret);
      assert.equal(UserPoolClient.AccessTokenValidity, 30);
      assert.equal(UserPoolClient.TokenValidityUnits.AccessToken, 'minutes');
      assert.equal(UserPoolClient.PreventUserExistenceErrors, 'ENABLED');
      assert.equal(UserPoolClient.RefreshTokenValidity, 30);
      assert.equal(UserPoolClient.ExplicitAuthFlows, undefined);
      assert.deepEqual((await describeClient(ClientId)).UserPoolClient, UserPoolClient);
    });

    test('are listed in pages and deleted', async () => {
      const pool = await createPool();
      const ids = [];
      for (let n = 0; n < 3; n++) ids.push((await createClient(pool)).id);
      const pages = paginateListUserPoolClients({ client: administrator, pageSize: 2 }, { UserPoolId: pool });
      assert.deepEqual((await all(pages, 'UserPoolClients')).map(({ ClientId }) => ClientId), ids.toSorted());
      await asAdministrator('DeleteUserPoolClient', { UserPoolId: pool, ClientId: ids[0] });
      await assert.rejects(asAdministrator('DescribeUserPoolClient', { UserPoolId: pool, ClientId: ids[0] }),
        refusal('ResourceNotFoundException', 'User pool client does not exist.'));
    });
  });

  describe('ListUsers', () => {
    let UserPoolId, users;
    before(async () => {
      UserPoolId = await createPool();
      users = [];
      for (let n = 0; n < 5; n++) users.push(await createUser(UserPoolId, { name: uniqueName(n < 3 ? 'apple' : 'pear'), attributes: { given_name: `Jane "${n}"` } }));
    });
    const list = (Filter, more = {}) => asAdministrator('ListUsers', { UserPoolId, Filter, ...more });
    const names = async (...input) => (await list(...input)).Users.map(({ Username }) => Username).sort();

    test('gives every user once, in pages', async () => {
      const found = [];
      let pages = 0;
      for await (const page of paginateListUsers({ client: administrator, pageSize: 2 }, { UserPoolId })) {
        assert.ok(page.Users.length <= 2);
        found.push(...page.Users);
        pages++;
      }
      assert.ok(pages >= 3);
      assert.deepEqual(found.map(({ Username }) => Username).sort(), users.map(({ name }) => name).sort());

      const { UserCreateDate, UserLastModifiedDate, Attributes, ...user } = found.find(({ Username }) => Username === users[0].name);
      assert.deepEqual(user, { Username: users[0].name, Enabled: true, UserStatus: 'CONFIRMED' });
      assert.ok(UserCreateDate instanceof Date && UserLastModifiedDate instanceof Date);
      assert.deepEqual(attributesOf(Attributes), { sub: users[0].sub, email: users[0].email, email_verified: 'true', given_name: 'Jane "0"' });
    });

    test('filters by equality and by prefix', async () => {
      const [first] = users;
      assert.deepEqual(await names(`username = "${first.name}"`), [first.name]);
      assert.deepEqual(await names(`email="${first.email}"`), [first.email.split('@')[0]]);
      assert.deepEqual(await names(`sub = "${first.sub}"`), [first.name]);
      assert.deepEqual(await names('given_name = "Jane \\"0\\""'), [first.name]);
      assert.deepEqual(await names('email ^= "apple"'), users.slice(0, 3).map(({ name }) => name).sort());
      assert.equal((await names('status = "Enabled"')).length, 5);
      assert.deepEqual(await names('status = "Disabled"'), []);
      assert.equal((await names('cognito:user_status = "CONFIRMED"')).length, 5);
      assert.deepEqual(await names('email = "nobody@example.com"'), []);
      assert.equal((await names('')).length, 5);
    });

    test('gives the attributes asked for', async () => {
      const { Users } = await list(`username = "${users[0].name}"`, { AttributesToGet: ['email'] });
      assert.deepEqual(Users[0].Attributes, [{ Name: 'email', Value: users[0].email }]);
    });

    test('refuses filters it cannot follow', async () => {
      await assert.rejects(list('custom:tier = "3"'), refusal('InvalidParameterException', 'Invalid search attribute: custom:tier'));
      await assert.rejects(list('email = unquoted'), refusal('InvalidParameterException', /^Error while parsing filter/));
      await assert.rejects(list(undefined, { Limit: 61 }), refusal('InvalidParameterException', /less than or equal to 60$/));
    });
  });
});
