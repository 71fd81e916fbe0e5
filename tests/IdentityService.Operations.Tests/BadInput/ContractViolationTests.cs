using System.Net;
using System.Text.Json.Nodes;
using IdentityService.TestHost;
using IdentityService.TestHost.Contracts;
using Xunit;

namespace IdentityService.Operations.Tests.BadInput;

/// <summary>Every constraint of every operation violated once, through the door: refused before any work, with the right type.</summary>
public sealed class ContractViolationTests(TestServiceFixture fixture) : IClassFixture<TestServiceFixture>
{
    public static TheoryData<string> Operations => [.. Catalogue.UserPools.Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task S02_each_violation_is_refused_with_the_right_type(string name)
    {
        var contract = Catalogue.UserPools.Single(l => l.Name == name).Contract;
        var sample = (JsonObject)JsonNode.Parse(ContractSamples.Of(contract).ToJsonString())!;
        foreach (var violation in ContractViolations.Of(contract, sample))
        {
            var answer = await fixture.Service.Aws.Try(name, violation.Body);
            Assert.True(answer.Status == HttpStatusCode.BadRequest, violation.Description);
            Assert.True(answer.ErrorType == (violation.IsTypeFault ? "SerializationException" : "InvalidParameterException"), $"{violation.Description}: {answer.Body}");
        }
    }
}
