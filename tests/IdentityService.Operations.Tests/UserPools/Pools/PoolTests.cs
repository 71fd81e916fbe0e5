using System.Text.Json;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Pools;

public sealed class PoolTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    private async Task<string> Make(object? more = null, string region = "us-east-1")
    {
        var answer = await Aws.Try("CreateUserPool", more ?? new { PoolName = "p" }, region);
        return answer.Json.GetProperty("UserPool").GetProperty("Id").GetString()!;
    }

    private static void IsNotFound(AwsAnswer answer, string id) =>
        Assert.Equal(("ResourceNotFoundException", $"User pool {id} does not exist."), (answer.ErrorType, answer.ErrorMessage));

    [Fact]
    public async Task A_pool_with_a_name_only_has_Cognitos_defaults()
    {
        var created = (await Aws.Call("CreateUserPool", new { PoolName = "name only" })).GetProperty("UserPool");
        var id = created.GetProperty("Id").GetString()!;
        Assert.Matches("^us-east-1_[0-9A-Za-z]{9}$", id);
        Assert.EndsWith($":userpool/{id}", created.GetProperty("Arn").GetString(), StringComparison.Ordinal);
        Assert.Equal(created.GetProperty("CreationDate").GetRawText(), created.GetProperty("LastModifiedDate").GetRawText());
        Assert.Equal(20, created.GetProperty("SchemaAttributes").GetArrayLength());
        Assert.False(created.TryGetProperty("UserPoolTags", out _));

        var pool = (await Aws.Call("DescribeUserPool", new { UserPoolId = id })).GetProperty("UserPool");
        Assert.Equal(21, pool.GetProperty("SchemaAttributes").GetArrayLength());
        Same(pool, "UserPoolTags", "{}");
        Same(pool, "LambdaConfig", "{}");
        Same(pool, "DeletionProtection", "\"INACTIVE\"");
        Same(pool, "MfaConfiguration", "\"OFF\"");
        Same(pool, "EstimatedNumberOfUsers", "0");
        Same(pool, "EmailConfiguration", """{"EmailSendingAccount":"COGNITO_DEFAULT"}""");
        Same(pool, "AdminCreateUserConfig", """{"AllowAdminCreateUserOnly":false,"UnusedAccountValidityDays":7}""");
        Same(pool, "VerificationMessageTemplate", """{"DefaultEmailOption":"CONFIRM_WITH_CODE"}""");
        Same(pool, "UserAttributeUpdateSettings", """{"AttributesRequireVerificationBeforeUpdate":[]}""");
        Same(pool, "UserPoolTier", "\"ESSENTIALS\"");
        Same(pool, "IssuerConfiguration", """{"Type":"ORIGINAL"}""");
        Same(pool, "KeyConfiguration", """{"KeyType":"AWS_OWNED_KEY"}""");
        Same(pool, "AccountRecoverySetting",
            """{"RecoveryMechanisms":[{"Priority":1,"Name":"verified_email"},{"Priority":2,"Name":"verified_phone_number"}]}""");
        Same(pool, "Policies",
            """
            {"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":7},
            "SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}}
            """);
        foreach (var absent in new[] { "AliasAttributes", "UsernameAttributes", "AutoVerifiedAttributes", "UsernameConfiguration", "UserPoolAddOns", "DeviceConfiguration",
            "SmsConfiguration", "SmsVerificationMessage", "EmailVerificationMessage", "EmailVerificationSubject", "SmsAuthenticationMessage", "Status", "Domain", "CustomDomain" })
            Assert.False(pool.TryGetProperty(absent, out _), absent);
    }

    [Fact]
    public async Task The_number_of_users_is_told()
    {
        var pool = await TestPool.Create(_service);
        await Aws.Call("AdminCreateUser", pool.NewUser("one"));

        Same((await Aws.Call("DescribeUserPool", new { UserPoolId = pool.PoolId })).GetProperty("UserPool"), "EstimatedNumberOfUsers", "1");
    }

    [Theory]
    [InlineData("""{"PoolName":"p","AliasAttributes":["email"],"UsernameAttributes":["email"]}""",
        "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.")]
    [InlineData("""{"PoolName":"p","AutoVerifiedAttributes":["phone_number"]}""",
        "SMS configuration is required when phone_number is selected for auto verification")]
    [InlineData("""{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"admin_only","Priority":1},{"Name":"verified_email","Priority":2}]}}""",
        "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.")]
    [InlineData("""{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":8,"TemporaryPasswordValidityDays":3}},"AdminCreateUserConfig":{"UnusedAccountValidityDays":3}}""",
        "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays")]
    [InlineData("""{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["EMAIL_OTP"]}}}""",
        "Password should be configured as one of the allowed first auth factors.")]
    [InlineData("""{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER"}}""",
        "Source ARN is required to use DEVELOPER email sending owner")]
    [InlineData("""{}""", "1 validation error detected: Value null at 'poolName' failed to satisfy constraint: Member must not be null")]
    public async Task Settings_that_cannot_be_are_refused(string request, string refusal) =>
        await Aws.Refuses("CreateUserPool", request, PoolCalls.InvalidParameter, refusal);

    [Fact]
    public async Task S21_a_pool_of_another_region_is_not_found_and_not_listed()
    {
        var ireland = await Make(region: "eu-west-1");
        Assert.StartsWith("eu-west-1_", ireland, StringComparison.Ordinal);

        IsNotFound(await Aws.Try("DescribeUserPool", new { UserPoolId = ireland }), ireland);
        IsNotFound(await Aws.Try("DeleteUserPool", new { UserPoolId = ireland }), ireland);
        IsNotFound(await Aws.Try("CreateUserPoolClient", new { UserPoolId = ireland, ClientName = "c" }), ireland);
        IsNotFound(await Aws.Try("ListUsers", new { UserPoolId = ireland }), ireland);
        IsNotFound(await Aws.Try("AdminGetUser", new { UserPoolId = ireland, Username = "x" }), ireland);
        Assert.DoesNotContain(ireland, await ListAll("us-east-1", 60));
        Assert.Contains(ireland, await ListAll("eu-west-1", 60));
        Assert.Null((await Aws.Try("DescribeUserPool", new { UserPoolId = ireland }, "eu-west-1")).ErrorType);
    }

    [Fact]
    public async Task Where_a_region_is_pinned_every_scope_is_taken_and_every_pool_seen()
    {
        await using var pinned = await TestService.Start(("Region", "eu-central-1"));
        var made = (await pinned.Aws.Try("CreateUserPool", new { PoolName = "p" }, "us-west-2")).Json.GetProperty("UserPool").GetProperty("Id").GetString()!;
        Assert.StartsWith("eu-central-1_", made, StringComparison.Ordinal);

        foreach (var region in new[] { "us-east-1", "eu-central-1" })
        {
            Assert.Null((await pinned.Aws.Try("DescribeUserPool", new { UserPoolId = made }, region)).ErrorType);
            var listed = (await pinned.Aws.Try("ListUserPools", new { MaxResults = 60 }, region)).Json.GetProperty("UserPools");
            Assert.Contains(made, listed.EnumerateArray().Select(p => p.GetProperty("Id").GetString()));
        }
    }

    [Fact]
    public async Task S27_pools_are_listed_page_by_page_with_a_token_of_this_listing_only()
    {
        const string Region = "ap-south-1";
        var made = new[] { await Make(region: Region), await Make(region: Region), await Make(region: Region) };

        Assert.Equal(made.Order(StringComparer.Ordinal), await ListAll(Region, 2));
        Assert.Equal(made.Order(StringComparer.Ordinal), await ListAll(Region, 3));
        var first = (await Aws.Try("ListUserPools", new { MaxResults = 1 }, Region)).Json;
        Assert.Equal(["Id", "Name", "LambdaConfig", "LastModifiedDate", "CreationDate"],
            first.GetProperty("UserPools")[0].EnumerateObject().Select(p => p.Name));

        var token = first.GetProperty("NextToken").GetString();
        const string Invalid = "Provided pagination token is invalid. Check the token and try your request again.";
        await Aws.Refuses("ListUserPools", new { MaxResults = 1, NextToken = token }, PoolCalls.InvalidParameter, Invalid);
        await Aws.Refuses("ListUserPools", new { MaxResults = 1, NextToken = "nonsense" }, PoolCalls.InvalidParameter, Invalid);
        await Aws.Refuses("ListUserPools", new { MaxResults = 0 }, PoolCalls.InvalidParameter,
            "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1");
        await Aws.Refuses("ListUserPools", new { MaxResults = 61 }, PoolCalls.InvalidParameter,
            "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60");
    }

    [Fact]
    public async Task S38_a_deleted_pool_is_gone_with_clients_users_and_tokens_in_every_replica()
    {
        var pool = await TestPool.Create(_service);
        await pool.AddUser("lost");
        var token = await pool.AccessToken("lost");
        await using var replica = await _service.StartReplica();
        await replica.Aws.Call("GetUser", new { AccessToken = token });

        await Aws.Answers("DeleteUserPool", new { UserPoolId = pool.PoolId }, "");

        IsNotFound(await Aws.Try("DescribeUserPool", new { UserPoolId = pool.PoolId }), pool.PoolId);
        IsNotFound(await Aws.Try("DeleteUserPool", new { UserPoolId = pool.PoolId }), pool.PoolId);
        IsNotFound(await Aws.Try("AdminGetUser", pool.Named("lost")), pool.PoolId);
        await Aws.Refuses("SignUp", pool.SignUp("x"), "ResourceNotFoundException", $"User pool client {pool.ClientId} does not exist.");
        Assert.NotNull((await Aws.Try("GetUser", new { AccessToken = token })).ErrorType);

        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken); // Snapshots are at most that old.
        Assert.NotNull((await replica.Aws.Try("GetUser", new { AccessToken = token })).ErrorType);
        Assert.Equal("ResourceNotFoundException", (await replica.Aws.Try("SignUp", pool.SignUp("x"))).ErrorType);
    }

    [Fact]
    public async Task A_protected_pool_stays()
    {
        var id = await Make(new { PoolName = "kept", DeletionProtection = "ACTIVE" });

        await Aws.Refuses("DeleteUserPool", new { UserPoolId = id }, PoolCalls.InvalidParameter,
            "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.");
        await Aws.Call("DescribeUserPool", new { UserPoolId = id });
    }

    [Fact]
    public async Task S20_no_pool_operation_works_unsigned_and_a_malformed_id_is_told_before_anything_is_looked_up()
    {
        foreach (var operation in new[] { "CreateUserPool", "DescribeUserPool", "ListUserPools", "DeleteUserPool",
            "CreateUserPoolClient", "DescribeUserPoolClient", "ListUserPoolClients", "UpdateUserPoolClient", "DeleteUserPoolClient" })
        {
            var answer = await Aws.TryUnsigned(operation, new { PoolName = "p", MaxResults = 1, UserPoolId = "us-east-1_Absent000", ClientId = "c", ClientName = "c" });
            Assert.Equal("MissingAuthenticationTokenException", answer.ErrorType);
        }

        await Aws.Refuses("DescribeUserPool", new { UserPoolId = "malformed" }, PoolCalls.InvalidParameter,
            "1 validation error detected: Value 'malformed' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+");
        IsNotFound(await Aws.Try("DescribeUserPool", new { UserPoolId = "us-east-1_Absent000" }), "us-east-1_Absent000");
    }

    [Fact]
    public async Task S34_a_null_character_in_settings_is_refused_and_breaks_nothing()
    {
        for (var i = 0; i < 3; i++)
        {
            var answer = await Aws.Try("CreateUserPool", new { PoolName = "p", UserPoolTags = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b\0c" } });
            Assert.NotNull(answer.ErrorType);
            Assert.NotEqual("InternalErrorException", answer.ErrorType);
            await Make();
        }
    }

    private static void Same(JsonElement pool, string member, string json) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), pool.GetProperty(member)), $"{member}: {pool.GetProperty(member)}");

    private async Task<List<string>> ListAll(string region, int pageSize)
    {
        var (ids, token) = (new List<string>(), (string?)null);
        do
        {
            var page = (await Aws.Try("ListUserPools", new { MaxResults = pageSize, NextToken = token }, region)).Json;
            ids.AddRange(page.GetProperty("UserPools").EnumerateArray().Select(p => p.GetProperty("Id").GetString()!));
            token = page.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);
        return ids;
    }
}
