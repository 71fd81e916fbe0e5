using IdentityService.Engine.Factors.Passwords;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Protection;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Passwords;

/// <summary>Sets a new password by the code that was sent. All of the user's sessions end, and the lock on the old password with them (N-71).</summary>
public sealed class ConfirmForgotPassword(UserAccounts users, ConfirmationCodes codes, PasswordFactor passwords, PasswordChange change, Quotas quotas)
    : IOperation<ConfirmForgotPassword.Request, ConfirmForgotPassword.Response, AppClient>
{
    public sealed record Request : IClientRequest
    {
        public required string ClientId { get; init; }
        public string? SecretHash { get; init; }
        public required string Username { get; init; }
        public required string ConfirmationCode { get; init; }
        public required string Password { get; init; }
        public AnalyticsMetadataType? AnalyticsMetadata { get; init; }
        public UserContextDataType? UserContextData { get; init; }
        public Dictionary<string, string> ClientMetadata { get; init; } = [];

        ClientProof IClientRequest.Proof => new ClientProof.HashOver(Username, SecretHash);
    }

    public sealed record Response;

    public async Task<Response> Run(Request request, AppClient client, CancellationToken cancel)
    {
        var pool = client.Pool;

        // 1. Who. Unknown and disabled users are answered like a wrong code where the client hides who exists (S-13).
        var user = await users.FindByNameOrSub(pool, request.Username, cancel);
        if (user is null && !client.HidesUserExistence)
            throw UsernameClientCombinationNotFound();
        if (!await quotas.TryUse(pool.Id, user?.Sub ?? codes.SubjectOfUnknown(pool, request.Username), Quota.ForgotPassword, cancel))
            throw LimitExceeded();
        if (user is null || (!user.Enabled && client.HidesUserExistence))
            throw CodeMismatch();
        if (!user.Enabled)
            throw UserIsDisabled();

        // 2. The code is looked at first, so that only its holder learns of the policy; a refused password does not burn it.
        Require(await codes.Check(user, CodePurpose.ForgotPassword, request.ConfirmationCode, cancel), client);
        var password = PasswordFactor.Accept(request.Password, pool, "Password does not conform to policy: ");
        var credential = await passwords.Make(pool, user.Sub, user.Username, password, cancel);

        // 3. Code, password, proven address and ended sessions change together; of two at once one wins.
        Require(await change.ByCode(pool, user, request.ConfirmationCode, credential, cancel), client);
        return new Response();
    }

    // Cognito tells a user without an outstanding code from an unknown one; a client that hides who exists must not (S-13).
    private static void Require(CodeOutcome outcome, AppClient client)
    {
        if (outcome is CodeOutcome.Wrong || (outcome is CodeOutcome.None && client.HidesUserExistence))
            throw CodeMismatch();
        if (outcome is CodeOutcome.None)
            throw ExpiredCode();
    }
}
