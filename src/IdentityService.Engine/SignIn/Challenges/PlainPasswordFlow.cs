using IdentityService.Engine.Users;

namespace IdentityService.Engine.SignIn.Challenges;

/// <summary>USER_PASSWORD_AUTH and its administrators' twins: name and password in the first request.</summary>
public sealed class PlainPasswordFlow(UserAccounts users, UserGate gate)
{
    /// <exception cref="Wire.CognitoError">InvalidParameterException, NotAuthorizedException and the states of a user.</exception>
    public async Task<User> Run(FlowRequest request, CancellationToken cancel)
    {
        var (name, password) = (request.Require("USERNAME"), request.Require("PASSWORD"));
        var user = await users.FindByLoginName(request.Client.Pool, name, cancel);
        UserGate.BeforeProof(request.Client, user);
        return await gate.RequirePassword(request.Client, user, name, password, cancel);
    }
}
