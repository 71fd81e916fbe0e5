using System.Text.Json;
using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Users;

public sealed class ListUsersTests(ListUsersTests.Fixture fixture) : IClassFixture<ListUsersTests.Fixture>
{
    private readonly TestService _service = fixture.Service;
    private readonly TestPool _pool = fixture.Pool;

    private AwsClient Aws => _service.Aws;

    /// <summary>A pool of three people.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        public TestService Service { get; private set; } = null!;
        public TestPool Pool { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Service = await TestService.Start();
            Pool = await TestPool.Create(Service);
            await Service.Aws.Call("AdminCreateUser",
                Pool.NewUser("Anna", ("email", "Anna@List.example"), ("name", "Anna \"Q\" \\ %"), ("given_name", "Anna")));
            await Service.Aws.Call("AdminCreateUser",
                Pool.NewUser("anton", ("email", "anton@list.example"), ("name", "Anton_O'Neil"), ("family_name", "O'Neil")));
            await Service.Aws.Call("SignUp", Pool.SignUp("berta", ("phone_number", "+15555550177")));
            await Pool.Disable("berta");
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }

    [Theory]
    [InlineData("username = \"anton\"", "anton")]
    [InlineData("username = \"Anton\"")]
    [InlineData("username ^= \"an\"", "anton")]
    [InlineData("email = \"anna@list.EXAMPLE\"", "Anna")]
    [InlineData("email^=\"an\"", "Anna", "anton")]
    [InlineData("  \"email\"  ^=  \"anna\"  ", "Anna")]
    [InlineData("phone_number ^= \"+1555\"", "berta")]
    [InlineData("name = \"Anna \\\"Q\\\" \\\\ %\"", "Anna")]
    [InlineData("name ^= \"Anna \\\"\"", "Anna")]
    [InlineData("name ^= \"%\"")]
    [InlineData("name ^= \"Anton_O'\"", "anton")]
    [InlineData("name ^= \"Antonx\"")]
    [InlineData("name ^= \"_nton\"")]
    [InlineData("username ^= \"_nton\"")]
    [InlineData("username = \"x' OR '1'='1\"")]
    [InlineData("family_name = \"o'neil\"", "anton")]
    [InlineData("given_name = \"ANNA\"", "Anna")]
    [InlineData("status = \"Disabled\"", "berta")]
    [InlineData("status = \"disabled\"")]
    [InlineData("status ^= \"En\"", "Anna", "anton")]
    [InlineData("cognito:user_status = \"unconfirmed\"", "berta")]
    [InlineData("cognito:user_status = \"FORCE_CHANGE_PASSWORD\"", "Anna", "anton")]
    [InlineData("", "Anna", "anton", "berta")]
    public async Task S27_a_filter_finds_by_one_attribute(string filter, params string[] found) =>
        Assert.Equal(found.Order(StringComparer.Ordinal), Names(await Aws.Call("ListUsers", new { UserPoolId = _pool.PoolId, Filter = filter })));

    [Theory]
    [InlineData("custom:foo = \"x\"", "Invalid search attribute: custom:foo")]
    [InlineData("email_verified = \"true\"", "Invalid search attribute: email_verified")]
    [InlineData("username = anton", "Error while parsing filter")]
    [InlineData("username = ", "Error while parsing filter")]
    [InlineData("username", "Error while parsing filter")]
    [InlineData("username = \"a\" OR username = \"b\"", "Error while parsing filter")]
    [InlineData("username > \"a\"", "Error while parsing filter")]
    [InlineData("username = \"a\\\"", "Error while parsing filter")]
    [InlineData("username = \"a\0b\"",
        "1 validation error detected: Value 'username = \"a\0b\"' at 'filter' failed to satisfy constraint: "
            + "Member must satisfy regular expression pattern: [^\\u0000]*")]
    public async Task S27_what_is_no_filter_is_refused(string filter, string refusal) =>
        await Aws.Refuses("ListUsers", new { UserPoolId = _pool.PoolId, Filter = filter }, PoolCalls.InvalidParameter, refusal);

    [Fact]
    public async Task A_sub_finds_its_user_and_nobody_elses_pool_does()
    {
        var sub = (await _pool.User("Anna")).Attribute("sub")!;
        var other = await TestPool.Create(_service);

        Assert.Equal(["Anna"], Names(await Aws.Call("ListUsers", new { UserPoolId = _pool.PoolId, Filter = $"sub = \"{sub}\"" })));
        Assert.Empty(Names(await Aws.Call("ListUsers", new { UserPoolId = other.PoolId, Filter = $"sub = \"{sub}\"" }))); // S-21
    }

    [Fact]
    public async Task Only_the_attributes_asked_for_are_shown()
    {
        var listed = await Aws.Call("ListUsers", new { UserPoolId = _pool.PoolId, Filter = "username = \"Anna\"", AttributesToGet = new[] { "email" } });
        var user = Assert.Single(listed.GetProperty("Users").EnumerateArray().ToArray());
        Assert.Equal("""[{"Name":"email","Value":"Anna@List.example"}]""", user.GetProperty("Attributes").GetRawText());

        await Aws.Refuses("ListUsers", new { UserPoolId = _pool.PoolId, AttributesToGet = new[] { "custom:none" } },
            PoolCalls.InvalidParameter, "One or more requested attributes do not exist.");
    }

    [Fact]
    public async Task Pages_cover_everybody_once_and_the_last_has_no_token()
    {
        var (seen, token) = (new List<string>(), (string?)null);
        do
        {
            var page = await Aws.Call("ListUsers", new { UserPoolId = _pool.PoolId, Limit = 1, PaginationToken = token });
            seen.AddRange(Names(page));
            token = page.TryGetProperty("PaginationToken", out var next) ? next.GetString() : null;
        }
        while (token is not null && seen.Count < 10);

        Assert.Equal(["Anna", "anton", "berta"], seen.Order(StringComparer.Ordinal));
        Assert.Equal(3, Names(await Aws.Call("ListUsers", new { UserPoolId = _pool.PoolId, Limit = 0 })).Length);
        Assert.Equal(PoolCalls.InvalidParameter, (await Aws.Try("ListUsers", new { UserPoolId = _pool.PoolId, Limit = 61 })).ErrorType);
    }

    [Fact]
    public async Task S21_S27_a_token_serves_its_own_pool_filter_and_hour_only()
    {
        const string Invalid = "Provided pagination token is invalid. Check the token and try your request again.";
        var token = (await Aws.Call("ListUsers", new { UserPoolId = _pool.PoolId, Limit = 1, Filter = "email ^= \"an\"" })).GetProperty("PaginationToken").GetString()!;
        var other = await TestPool.Create(_service);

        await Refuses(other.PoolId, "email ^= \"an\"", token);
        await Refuses(_pool.PoolId, "email ^= \"a\"", token);
        await Refuses(_pool.PoolId, "email ^= \"an\"", token[..^1] + (token[^1] == 'A' ? 'B' : 'A'));
        await Refuses(_pool.PoolId, "email ^= \"an\"", "0");
        await Aws.Call("ListUsers", new { UserPoolId = _pool.PoolId, Limit = 1, Filter = "email ^= \"an\"", PaginationToken = token });
        _service.Clock.Advance(TimeSpan.FromHours(1));
        await Refuses(_pool.PoolId, "email ^= \"an\"", token);

        Task Refuses(string pool, string filter, string shown) =>
            Aws.Refuses("ListUsers", new { UserPoolId = pool, Limit = 1, Filter = filter, PaginationToken = shown }, PoolCalls.InvalidParameter, Invalid);
    }

    private static string[] Names(JsonElement answer) =>
        [.. answer.GetProperty("Users").EnumerateArray().Select(u => u.GetProperty("Username").GetString()!).Order(StringComparer.Ordinal)];
}
