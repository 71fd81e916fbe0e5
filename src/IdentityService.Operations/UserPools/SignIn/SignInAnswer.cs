using IdentityService.Engine.SignIn;
using IdentityService.Wire.Structures;

namespace IdentityService.Operations.UserPools.SignIn;

/// <summary>What all four operations of a sign-in answer. Cognito, observed: beside tokens stands an empty map of parameters.</summary>
public abstract record SignInAnswer
{
    protected SignInAnswer(SignInStep step)
    {
        switch (step)
        {
            case SignInStep.Ask ask:
                (ChallengeName, Session, ChallengeParameters) = (ask.ChallengeName, ask.Session, ask.Parameters);
                break;
            case SignInStep.Granted granted:
                AuthenticationResult = granted.Tokens;
                break;
        }
    }

    public string? ChallengeName { get; }
    public string? Session { get; }
    public Dictionary<string, string> ChallengeParameters { get; } = [];
    public AuthenticationResultType? AuthenticationResult { get; }
    public string[]? AvailableChallenges { get; }
}
