using IdentityService.Engine.Pools;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.SignIn;

/// <summary>Where a sign-in stands after a request: a question, or tokens. Refusals are thrown as wire errors.</summary>
public abstract record SignInStep
{
    private SignInStep()
    {
    }

    /// <summary>A question is open. Cognito, observed: the PASSWORD_VERIFIER of plain SRP has no Session, its SECRET_BLOCK serves.</summary>
    public sealed record Ask(string ChallengeName, string? Session, Dictionary<string, string> Parameters) : SignInStep;

    /// <summary>The sign-in is over.</summary>
    public sealed record Granted(AuthenticationResultType Tokens) : SignInStep;
}

/// <summary>The names of challenges, as the wire has them.</summary>
public static class ChallengeName
{
    public const string PasswordVerifier = "PASSWORD_VERIFIER";
    public const string NewPasswordRequired = "NEW_PASSWORD_REQUIRED";
}

/// <summary>A request that begins a sign-in.</summary>
/// <param name="Flow">The wire's <c>AuthFlowType</c>.</param>
/// <param name="ByAdministrator">Whether the request was signed; ADMIN_ flows need it.</param>
public sealed record FlowRequest(AppClient Client, string Flow, IReadOnlyDictionary<string, string> Parameters, bool ByAdministrator)
{
    /// <exception cref="Wire.CognitoError">InvalidParameterException.</exception>
    public string Require(string name) => Parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : throw MissingParameter(name);
}

/// <summary>A request that answers the open question.</summary>
public sealed record ChallengeAnswer(AppClient Client, string ChallengeName, string? Session, IReadOnlyDictionary<string, string> Responses)
{
    /// <exception cref="Wire.CognitoError">InvalidParameterException.</exception>
    public string Require(string name) => Responses.GetValueOrDefault(name) is { Length: > 0 } value ? value : throw MissingParameter(name);
}
