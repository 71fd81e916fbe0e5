using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Protection;
using IdentityService.Engine.SignIn;
using IdentityService.Engine.Users;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Passwords;

/// <summary>Changes the signed-in user's password, given the old one. All other sessions of the user end (N-13).</summary>
public sealed class ChangePassword(UserGate gate, PasswordFactor passwords, PasswordChange change, Quotas quotas)
    : IOperation<ChangePassword.Request, ChangePassword.Response, SignedInUser>
{
    public sealed record Request : IUserRequest
    {
        public string? PreviousPassword { get; init; }
        public required string ProposedPassword { get; init; }
        public required string AccessToken { get; init; }
    }

    public sealed record Response;

    public async Task<Response> Run(Request request, SignedInUser caller, CancellationToken cancel)
    {
        var (user, pool) = (caller.User, caller.Client.Pool);
        if (user.HasPassword && string.IsNullOrEmpty(request.PreviousPassword))
            throw MissingParameter("PreviousPassword");
        if (!await quotas.TryUse(pool.Id, user.Sub, Quota.ChangePassword, cancel))
            throw LimitExceeded();

        // The old password shares the counter of the sign-in: this door is no way round the lock (S-17).
        if (user.HasPassword)
            await gate.RequirePassword(caller.Client, user, user.Username, request.PreviousPassword!, cancel);
        var password = PasswordFactor.Accept(request.ProposedPassword, pool, "Password does not conform to policy: ");
        var credential = await passwords.Make(pool, user.Sub, user.Username, password, cancel);

        // Another change that came first wins: the old password this one rests on is no longer the user's.
        if (!await change.TrySet(user, credential, UserStatus.Confirmed, caller.Session.OriginJti, alongside: null, cancel))
            throw IncorrectUsernameOrPassword();
        return new Response();
    }
}
