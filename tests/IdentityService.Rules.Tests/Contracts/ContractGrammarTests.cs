using System.Text.Json;
using IdentityService.Wire;
using IdentityService.Wire.Contracts;
using Xunit;

namespace IdentityService.Rules.Tests.Contracts;

/// <summary>Cognito's words, byte for byte, as observed.</summary>
public sealed class ContractGrammarTests
{
    [Theory]
    [InlineData("ConfirmForgotPassword", """{"ClientId":"c","Username":"u","ConfirmationCode":"1","Password":" aB1!aB1!"}""",
        @"1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$")]
    [InlineData("SignUp", """{"ClientId":null,"Username":""}""",
        @"3 validation errors detected: Value null at 'clientId' failed to satisfy constraint: Member must not be null; " +
        @"Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+; " +
        @"Value at 'username' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("RespondToAuthChallenge", """{"ClientId":"c","ChallengeName":"SMS_MFA","Session":"short"}""",
        "1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length greater than or equal to 20")]
    [InlineData("VerifySoftwareToken", """{"UserCode":"Aaaa"}""",
        "2 validation errors detected: Value at 'userCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+; " +
        "Value at 'userCode' failed to satisfy constraint: Member must have length greater than or equal to 6")]
    [InlineData("InitiateAuth", """{"ClientId":"c","AuthFlow":"BAD"}""",
        "1 validation error detected: Value 'BAD' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: " +
        "[USER_SRP_AUTH, REFRESH_TOKEN_AUTH, REFRESH_TOKEN, CUSTOM_AUTH, ADMIN_NO_SRP_AUTH, USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH, USER_AUTH]")]
    [InlineData("SignUp", """{"ClientId":"c","Username":"u","UserAttributes":[{"Value":"v"},null]}""",
        "2 validation errors detected: Value null at 'userAttributes.1.member.name' failed to satisfy constraint: Member must not be null; " +
        "Value null at 'userAttributes.2.member' failed to satisfy constraint: Member must not be null")]
    [InlineData("ListGroups", """{"UserPoolId":"eu-west-1_AbCdEf123","Limit":0}""",
        "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("ListUsers", """{"UserPoolId":"bad","Limit":61}""",
        @"2 validation errors detected: Value 'bad' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: " +
        @"[\w-]+_[0-9a-zA-Z]+; Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60")]
    [InlineData("CreateUserPool", """{"PoolName":"p","AliasAttributes":["email","BAD"]}""",
        "1 validation error detected: Value '[email, BAD]' at 'aliasAttributes' failed to satisfy constraint: Member must satisfy constraint: " +
        "[Member must satisfy enum value set: [phone_number, email, preferred_username]]")]
    public void All_violations_are_told_at_once_in_Cognitos_words(string operation, string body, string expected)
    {
        var contract = ServiceContract.CognitoIdp.Operations[operation];
        var error = ContractErrors.ConstraintViolations(contract, TestContracts.Violations(contract, body));

        Assert.Equal("InvalidParameterException", error.Type);
        Assert.Equal(expected, error.WireMessage);
    }

    [Theory]
    [InlineData("""{"ClientId":1}""", "NUMBER_VALUE can not be converted to a String")]
    [InlineData("""{"ClientId":true}""", "TRUE_VALUE can not be converted to a String")]
    [InlineData("""{"ClientId":{}}""", "Start of structure or map found where not expected.")]
    [InlineData("""{"ClientId":[]}""", "Start of list found where not expected")]
    [InlineData("""{"UserAttributes":{}}""", "Start of structure or map found where not expected.")]
    [InlineData("""{"UserAttributes":"x"}""", "Expected list or null")]
    [InlineData("""{"UserAttributes":["x"]}""", "Expected null")]
    [InlineData("""{"ClientMetadata":[]}""", "Start of list found where not expected")]
    [InlineData("""{"ClientMetadata":{"k":1}}""", "NUMBER_VALUE can not be converted to a String")]
    [InlineData("[]", "Start of list found where not expected")]
    [InlineData("""{"ClientId":"\ud800"}""", null)]
    [InlineData("""{"ClientMetadata":{"\ud800":"v"}}""", null)]
    [InlineData("""{"ClientMetadata":{"k":"\udc00"}}""", null)]
    [InlineData("""{"\ud800lientId":"v"}""", null)]
    public void A_wrong_type_is_not_a_violation_but_unreadable(string body, string? text)
    {
        var error = Assert.Throws<CognitoError>(() => TestContracts.Violations(ServiceContract.CognitoIdp.Operations["SignUp"], body));

        Assert.Equal("SerializationException", error.Type);
        Assert.Equal(text, error.WireMessage);
    }

    [Fact]
    public void Nulls_are_absent_and_unknown_members_ignored() => Assert.Empty(TestContracts.Violations(
        ServiceContract.CognitoIdp.Operations["SignUp"],
        """{"ClientId":"c","Username":"u","ValidationData":null,"ClientMetadata":{"DEVICE_KEY":null},"Unknown":[{"a":1}]}"""));

    [Fact]
    public void Nothing_is_allocated_when_nothing_is_wrong()
    {
        var operation = ServiceContract.CognitoIdp.Operations["SignUp"];
        using var body = JsonDocument.Parse(
            """{"ClientId":"c","Username":"u","Password":"aB1!aB1!","UserAttributes":[{"Name":"email","Value":"a@b.c"}],"ClientMetadata":{"k":"v"}}""");

        // The regular expression engine allocates a little until the runtime has compiled it fully: that is waited for.
        var validate = () => ContractValidator.Violations(operation, body.RootElement);
        var least = long.MaxValue;
        for (var round = 0; round < 500 && least > 0; round++) least = Math.Min(least, AllocatedBy(1000, validate));
        Assert.Equal(0, least);

        static long AllocatedBy(int calls, Func<IReadOnlyList<string>> call)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var made = 0; made < calls; made++) call();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
