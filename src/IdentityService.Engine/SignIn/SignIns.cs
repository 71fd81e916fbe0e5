using IdentityService.Engine.Pools;
using IdentityService.Engine.SignIn.Challenges;
using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.SignIn;

/// <summary>
/// The one machine that takes a sign-in from its first request to tokens or refusal, whoever drives it: InitiateAuth, AdminInitiateAuth
/// and their answers, and the pages.
/// </summary>
public sealed class SignIns(PlainPasswordFlow plainPassword, SrpFlow srp, RefreshFlow refresh, NewPasswordChallenge newPassword, SignInGrant grant)
{
    /// <exception cref="Wire.CognitoError">InvalidParameterException when the client does not allow the flow; the refusals of the flow.</exception>
    public async Task<SignInStep> Begin(FlowRequest request, CancellationToken cancel)
    {
        RequireAllowed(request);
        switch (request.Flow)
        {
            case "REFRESH_TOKEN_AUTH" or "REFRESH_TOKEN":
                return new SignInStep.Granted(await refresh.Run(request, cancel));
            case "USER_SRP_AUTH":
                return await srp.Begin(request, cancel);
            case "USER_PASSWORD_AUTH" or "ADMIN_USER_PASSWORD_AUTH" or "ADMIN_NO_SRP_AUTH":
                var user = await plainPassword.Run(request, cancel);
                return await AfterFirstFactor(request.Client, user, request.Require("USERNAME"), cancel);
            default:
                throw InvalidParameter("Initiate Auth method not supported.");
        }
    }

    /// <exception cref="Wire.CognitoError">NotAuthorizedException for a handle that is not open; the refusals of the challenge.</exception>
    public async Task<SignInStep> Answer(ChallengeAnswer answer, CancellationToken cancel)
    {
        switch (answer.ChallengeName)
        {
            case ChallengeName.PasswordVerifier:
                var proven = await srp.Answer(answer, cancel);
                return await AfterFirstFactor(answer.Client, proven, answer.Require("USERNAME"), cancel);
            case ChallengeName.NewPasswordRequired:
                var renewed = await newPassword.Answer(answer, cancel);
                return await grant.To(answer.Client, renewed, cancel);
            default:
                throw InvalidParameter($"{answer.ChallengeName} is not a challenge of this sign-in.");
        }
    }

    /// <summary>The order of what follows a proven first factor.</summary>
    private async Task<SignInStep> AfterFirstFactor(AppClient client, User user, string givenName, CancellationToken cancel)
    {
        if (user.Status == UserStatus.ForceChangePassword)
            return newPassword.Ask(client, user, givenName);
        return await grant.To(client, user, cancel);
    }

    private static void RequireAllowed(FlowRequest request)
    {
        var (client, flow) = (request.Client, request.Flow);
        switch (flow)
        {
            case "USER_PASSWORD_AUTH" when !client.AllowsUserPassword:
                throw InvalidParameter("USER_PASSWORD_AUTH flow not enabled for this client");
            case "USER_SRP_AUTH" when !client.AllowsUserSrp:
                throw InvalidParameter("USER_SRP_AUTH is not enabled for the client.");
            case "ADMIN_USER_PASSWORD_AUTH" or "ADMIN_NO_SRP_AUTH" when !request.ByAdministrator:
                throw InvalidParameter("Initiate Auth method not supported.");
            case "ADMIN_USER_PASSWORD_AUTH" or "ADMIN_NO_SRP_AUTH" when !client.AllowsAdminUserPassword:
                throw InvalidParameter("Auth flow not enabled for this client");
            case "REFRESH_TOKEN_AUTH" or "REFRESH_TOKEN" when !client.AllowsRefresh && !client.RotationEnabled:
                throw InvalidParameter("Auth flow not enabled for this client");
            case "CUSTOM_AUTH" when !client.AllowsCustom:
                throw InvalidParameter("CUSTOM_AUTH is not enabled for the client.");
            case "CUSTOM_AUTH":
                throw InvalidParameter("Custom auth lambda trigger is not configured for the user pool.");
            case "USER_AUTH":
                throw InvalidParameter("USER_AUTH is not enabled for the client.");
        }
    }
}
