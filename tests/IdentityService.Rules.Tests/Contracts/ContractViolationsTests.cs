using IdentityService.TestHost.Contracts;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityService.Wire;
using IdentityService.Wire.Contracts;
using Xunit;

namespace IdentityService.Rules.Tests.Contracts;

public sealed class ContractViolationsTests
{
    public static TheoryData<string, string> Operations =>
        new(All().Select(operation => (operation.Service, operation.Name)));

    [Theory, MemberData(nameof(Operations))]
    public void A_sample_with_every_member_fits_its_contract(string service, string name)
    {
        var operation = Find(service, name);
        Assert.Empty(Violations(operation, ContractSamples.Of(operation)));
    }

    [Theory, MemberData(nameof(Operations))]
    public void Each_broken_body_is_refused_for_exactly_one_reason(string service, string name)
    {
        var operation = Find(service, name);
        foreach (var broken in ContractViolations.Of(operation, ContractSamples.Of(operation)))
        {
            if (broken.IsTypeFault)
            {
                var error = Assert.Throws<CognitoError>(() => Violations(operation, broken.Body));
                Assert.True(string.Equals("SerializationException", error.Type, StringComparison.Ordinal), broken.Description);
            }
            else
            {
                var violations = Violations(operation, broken.Body);
                Assert.True(violations.Count == 1, $"{broken.Description}: {string.Join("; ", violations)}");
            }
        }
    }

    [Fact]
    public void Every_kind_of_violation_occurs()
    {
        var kinds = All()
            .SelectMany(operation => ContractViolations.Of(operation, ContractSamples.Of(operation)))
            .Select(broken => broken.Description[(broken.Description.LastIndexOf(": ", StringComparison.Ordinal) + 2)..])
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(
            "a fraction, against the pattern, missing, not base64, not in the enum, null, too few, too large, too long, too many, " +
            "too short, too small, wrong type",
            string.Join(", ", kinds.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Each_required_member_yields_a_body_without_it()
    {
        var operation = ServiceContract.CognitoIdp.Operations["SignUp"];
        var described = ContractViolations.Of(operation, ContractSamples.Of(operation)).Select(broken => broken.Description).ToHashSet(StringComparer.Ordinal);

        Assert.Contains(described, text => text is "ClientId: missing");
        Assert.Contains(described, text => text is "Username: too long");
        Assert.Contains(described, text => text is "UserAttributes[0].Name: missing");
        Assert.DoesNotContain(described, text => text is "SecretHash: missing");
    }

    private static IEnumerable<OperationContract> All() =>
        new[] { ServiceContract.CognitoIdp, ServiceContract.CognitoIdentity, ServiceContract.CognitoSync }
            .SelectMany(contract => contract.Operations.Values)
            .OrderBy(operation => operation.Service, StringComparer.Ordinal).ThenBy(operation => operation.Name, StringComparer.Ordinal);

    private static OperationContract Find(string service, string name) =>
        All().Single(operation => (operation.Service, operation.Name) == (service, name));

    private static IReadOnlyList<string> Violations(OperationContract operation, JsonObject body) =>
        ContractValidator.Violations(operation, JsonSerializer.SerializeToElement(body));
}
