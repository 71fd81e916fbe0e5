using IdentityService.TestHost;
using Xunit;

namespace IdentityService.Operations.Tests.UserPools.Registration;

/// <summary>What several do at the same moment: the database decides, and exactly one wins.</summary>
public sealed class RegistrationRacesTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const int Rounds = 50;
    private readonly TestService _service = fixture.Service;

    private AwsClient Aws => _service.Aws;

    [Fact]
    public async Task S24_one_of_several_who_sign_up_by_one_name_wins()
    {
        var pool = await TestPool.Create(_service);
        await Repeat(async round =>
        {
            var email = $"name{round}@example.com";
            var answers = await AtOnce(2, _ => Aws.Try("SignUp", pool.SignUp($"name{round}", ("email", email))));

            OneWins(answers, "UsernameExistsException");
            Assert.Single(await _service.Inbox.Messages(email)); // Who loses sends nothing.
        });
    }

    [Fact]
    public async Task S03_S16_a_code_used_several_times_at_once_works_once()
    {
        var pool = await TestPool.Create(_service);
        const string Email = "code@example.com";
        await Aws.Call("SignUp", pool.SignUp("code", ("email", Email)));
        for (var round = 1; round <= Rounds; round++)
        {
            var code = await _service.Inbox.Code(Email, messages: round);

            var answers = await AtOnce(4, _ => Aws.Try("ConfirmSignUp", pool.Confirm("code", code)));

            OneWins(answers, "ExpiredCodeException", PoolCalls.NotAuthorized);
            Assert.Equal("CONFIRMED", await pool.Status("code"));
            await StartAnew(pool, "code");
            await Aws.Call("ResendConfirmationCode", pool.Name("code"));
        }
    }

    [Theory]
    [InlineData("first")]
    [InlineData("second")] // Two halves: the inbox shows a hundred messages.
    public async Task S24_one_of_two_who_prove_an_alias_at_once_wins(string half)
    {
        var pool = await TestPool.Create(_service, new() { ["AliasAttributes"] = new[] { "email" } });
        var email = $"{half}@example.com";
        var names = new[] { "left", "right" };
        foreach (var name in names)
            await Aws.Call("SignUp", pool.SignUp(name, ("email", email)));
        for (var round = 0; round < Rounds / 2; round++)
        {
            var codes = new string[2];
            for (var i = 0; i < 2; i++)
            {
                await Aws.Call("ResendConfirmationCode", pool.Name(names[i]));
                codes[i] = await _service.Inbox.Code(email, messages: 2 + (2 * round) + i + 1);
            }

            var answers = await AtOnce(2, i => Aws.Try("ConfirmSignUp", pool.Confirm(names[i], codes[i])));

            var winner = OneWins(answers, "AliasExistsException");
            Assert.Equal(names[winner], (await pool.User(email)).GetProperty("Username").GetString());
            Assert.Equal(("UNCONFIRMED", "false"), (await pool.Status(names[1 - winner]), (await pool.User(names[1 - winner])).Attribute("email_verified")));
            await StartAnew(pool, names);
        }
    }

    [Fact]
    public async Task S24_an_alias_forced_by_two_at_once_ends_with_one()
    {
        var pool = await TestPool.Create(_service, new() { ["AliasAttributes"] = new[] { "email" } });
        await Repeat(async round =>
        {
            var email = $"force{round}@example.com";
            var names = new[] { $"a{round}", $"b{round}" };
            await Task.WhenAll(names.Select(name => Aws.Call("SignUp", pool.SignUp(name, ("email", email)))));
            await Task.WhenAll(names.Select(name => Aws.Call("AdminConfirmSignUp", pool.Named(name))));

            var verified = ("email_verified", "true");
            var answers = await AtOnce(2, i => Aws.Try("AdminCreateUser", new
            {
                UserPoolId = pool.PoolId, Username = $"forced{i}-{round}", MessageAction = "SUPPRESS", ForceAliasCreation = true,
                UserAttributes = PoolCalls.Attributes(("email", email), verified),
            }));

            Assert.All(answers, a => Assert.Contains(a.ErrorType, new[] { null, "UsernameExistsException" }));
            var owners = 0;
            foreach (var (answer, i) in answers.Select((a, i) => (a, i)).Where(x => x.a.ErrorType is null))
                owners += (await pool.User($"forced{i}-{round}")).Attribute("email_verified") == "true" ? 1 : 0;
            Assert.Equal(1, owners);
        }, rounds: 5);
    }

    // As if they had just signed up, in another hour: a fresh user would cost a password hash each.
    private async Task StartAnew(TestPool pool, params string[] names)
    {
        await pool.Unconfirm(names);
        _service.Clock.Advance(TimeSpan.FromHours(1));
    }

    private static Task Repeat(Func<int, Task> race, int rounds = Rounds) =>
        Parallel.ForEachAsync(Enumerable.Range(0, rounds), new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (round, _) => await race(round));

    private static async Task<AwsAnswer[]> AtOnce(int count, Func<int, Task<AwsAnswer>> call)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, count).Select(async i =>
        {
            await gate.Task;
            return await call(i);
        }).ToArray();
        gate.SetResult();
        return await Task.WhenAll(calls);
    }

    private static int OneWins(AwsAnswer[] answers, params string[] refusals)
    {
        var winner = Assert.Single(Enumerable.Range(0, answers.Length), i => answers[i].ErrorType is null);
        Assert.All(answers.Where((_, i) => i != winner), a => Assert.Contains(a.ErrorType, refusals));
        return winner;
    }
}
