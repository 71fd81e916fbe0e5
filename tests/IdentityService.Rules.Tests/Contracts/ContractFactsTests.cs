using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityService.Wire;
using IdentityService.Wire.Contracts;
using Xunit;

namespace IdentityService.Rules.Tests.Contracts;

public sealed class ContractFactsTests
{
    [Fact]
    public void The_three_services_have_140_and_23_and_17_operations()
    {
        Assert.Equal(140, ServiceContract.CognitoIdp.Operations.Count);
        Assert.Equal(23, ServiceContract.CognitoIdentity.Operations.Count);
        Assert.Equal(17, ServiceContract.CognitoSync.Operations.Count);
    }

    [Fact]
    public void Thirty_four_operations_of_user_pools_take_unsigned_calls()
    {
        var unsigned = ServiceContract.CognitoIdp.Operations.Values.Where(operation => !operation.NeedsSigV4).ToList();

        Assert.Equal(34, unsigned.Count);
        Assert.DoesNotContain(unsigned, operation => operation.Name.StartsWith("Admin", StringComparison.Ordinal));
        Assert.Equal(
            "GetCredentialsForIdentity GetId GetOpenIdToken UnlinkIdentity",
            string.Join(' ', ServiceContract.CognitoIdentity.Operations.Values
                .Where(operation => !operation.NeedsSigV4).Select(operation => operation.Name).Order(StringComparer.Ordinal)));
        Assert.All(ServiceContract.CognitoSync.Operations.Values, operation => Assert.True(operation.NeedsSigV4));
    }

    [Fact]
    public void A_contract_is_loaded_once() => Assert.Same(ServiceContract.CognitoIdp, ServiceContract.CognitoIdp);

    [Fact]
    public void Targets_outputs_errors_and_addresses_are_known()
    {
        Assert.Equal("AWSCognitoIdentityProviderService", ServiceContract.CognitoIdp.TargetPrefix);
        Assert.Null(ServiceContract.CognitoSync.TargetPrefix);
        Assert.Null(ServiceContract.CognitoIdp.Operations["DeleteUser"].Output);
        Assert.Empty(ServiceContract.CognitoIdp.Operations["ChangePassword"].Output!.Members);
        Assert.Contains(ServiceContract.CognitoIdp.Operations["InitiateAuth"].Errors, code => code is "NotAuthorizedException");
        Assert.Equal(59, ServiceContract.CognitoIdp.Errors.Count);
        Assert.Equal("DELETE", ServiceContract.CognitoSync.Operations["DeleteDataset"].HttpMethod);
        Assert.Equal("uri", ServiceContract.CognitoSync.Operations["DeleteDataset"].Input!.MembersByName["DatasetName"].Location);
    }

    [Fact]
    public void Limit_0_is_refused_by_three_lists_and_taken_by_the_others()
    {
        foreach (var operation in ServiceContract.CognitoIdp.Operations.Values)
        {
            if (operation.Input?.MembersByName.GetValueOrDefault("Limit") is not { } limit) continue;
            Assert.Equal("maxResults", limit.Path);
            var least = operation.Name is "ListGroups" or "ListUsersInGroup" or "AdminListGroupsForUser" ? 1 : 0;
            Assert.Equal(least, ((NumberShape)limit.Shape).Range.Min);
        }
    }

    [Fact]
    public void Session_may_have_4096_characters_and_domains_may_have_dots()
    {
        Assert.Equal(4096, ((StringShape)ServiceContract.CognitoIdp.Shapes["SessionType"]).Length.Max);
        var domain = ((StringShape)ServiceContract.CognitoIdp.Shapes["DomainType"]).Pattern!;
        Assert.True(domain.Matches("auth.example.com"));
        Assert.True(domain.Matches("example"));
        Assert.False(domain.Matches("Example"));
        Assert.False(domain.Matches("auth..com"));
        Assert.Equal(@"^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$", domain.Printed);
    }

    [Fact]
    public void SignUp_takes_a_blank_password_and_ChangePassword_does_not()
    {
        Assert.True(Password("SignUp", "Password").Matches(""));
        Assert.False(Password("SignUp", "Password").Matches(" "));
        Assert.False(Password("ChangePassword", "ProposedPassword").Matches(""));
        Assert.Equal(Password("ChangePassword", "ProposedPassword").Printed, Password("SignUp", "Password").Printed);

        static ContractPattern Password(string operation, string member) =>
            ((StringShape)ServiceContract.CognitoIdp.Operations[operation].Input!.MembersByName[member].Shape).Pattern!;
    }

    [Fact]
    public void Identity_pools_report_violations_as_ValidationException()
    {
        var violations = new[] { "Value null at 'identityPoolId' failed to satisfy constraint: Member must not be null" };

        var identity = ContractErrors.ConstraintViolations(ServiceContract.CognitoIdentity.Operations["GetId"], violations);
        var idp = ContractErrors.ConstraintViolations(ServiceContract.CognitoIdp.Operations["SignUp"], violations);
        Assert.Equal(("ValidationException", "InvalidParameterException"), (identity.Type, idp.Type));
        Assert.Equal(idp.WireMessage, identity.WireMessage);
    }

    [Theory]
    [InlineData("""[{"service":"s","shape":"Nowhere","set":{"max":1},"evidence":"seen"}]""")]
    [InlineData("""[{"service":"s","shape":"Text","set":{"max":1}}]""")]
    [InlineData("""[{"service":"s","operation":"Go","member":"None","set":{"max":1},"evidence":"seen"}]""")]
    public void An_override_without_effect_or_evidence_is_refused(string overrides) =>
        Assert.Throws<InvalidDataException>(() => TestContracts.Read("Text", """{"type":"string"}""", overrides));

    [Fact]
    public void Shapes_may_reach_themselves_and_are_cut_off_at_64_levels()
    {
        var operation = TestContracts.Read("Tree", """{"type":"structure","required":[],"members":{"Tree":{"shape":"Tree"}}}""");
        var body = new JsonObject();
        for (var level = 0; level < 80; level++) body = new JsonObject { [level == 79 ? "Value" : "Tree"] = body };
        var text = body.ToJsonString(new JsonSerializerOptions { MaxDepth = 200 });
        using var deep = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 200 });

        Assert.Equal("SerializationException", Assert.Throws<CognitoError>(() => ContractValidator.Violations(operation, deep.RootElement)).Type);
    }
}
