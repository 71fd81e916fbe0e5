using System.Text.Json.Nodes;
using IdentityService.TestHost;
using IdentityService.TestHost.Contracts;
using Xunit;

namespace IdentityService.Operations.Tests.BadInput;

/// <summary>200 random bodies an operation: never a fault of ours, never an error that clients do not know (S-02, S-34).</summary>
public sealed class RandomBodyTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    private const int Bodies = 200;
    private static readonly string[] Framework = ["SerializationException", "InvalidParameterException"];

    public static TheoryData<string> Operations => [.. Catalogue.UserPools.Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Random_bodies_never_give_a_fault(string name)
    {
        var contract = Catalogue.UserPools.Single(l => l.Name == name).Contract;
        for (var seed = 0; seed < Bodies; seed++)
        {
            var body = new BodyMutation(seed).Of((JsonObject)JsonNode.Parse(ContractSamples.Of(contract).ToJsonString())!);
            var answer = await fixture.Service.Aws.Try(name, body);
            Assert.True((int)answer.Status is 200 or 400, $"seed {seed}: {body} gave {answer.Status} {answer.Body}");
            Assert.True(
                answer.ErrorType is null || contract.Errors.Contains(answer.ErrorType) || Framework.Contains(answer.ErrorType),
                $"seed {seed}: {body} gave {answer.ErrorType}");
        }
    }
}
