using IdentityService.Engine.Messages;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Protection;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Passwords;

/// <summary>Sends a code by which a forgotten password can be set anew. The user's status stays as it is (Cognito: observed).</summary>
public sealed class ForgotPassword(UserAccounts users, ConfirmationCodes codes, Quotas quotas)
    : IOperation<ForgotPassword.Request, ForgotPassword.Response, AppClient>
{
    public sealed record Request : IClientRequest
    {
        public required string ClientId { get; init; }
        public string? SecretHash { get; init; }
        public UserContextDataType? UserContextData { get; init; }
        public required string Username { get; init; }
        public AnalyticsMetadataType? AnalyticsMetadata { get; init; }
        public Dictionary<string, string> ClientMetadata { get; init; } = [];

        ClientProof IClientRequest.Proof => new ClientProof.HashOver(Username, SecretHash);
    }

    public sealed record Response(CodeDeliveryDetailsType? CodeDeliveryDetails);

    public Task<Response> Run(Request request, AppClient client, CancellationToken cancel) =>
        EvenTime.Spend(client.HidesUserExistence, () => Send(request, client, cancel), cancel);

    private async Task<Response> Send(Request request, AppClient client, CancellationToken cancel)
    {
        var pool = client.Pool;
        if (pool.RecoveryMechanisms is ["admin_only"])
            throw NotAuthorized("Contact administrator to reset password.");

        // 1. Who. The quota counts for unknown names as well, so that it tells nothing (S-13).
        var user = await users.FindByNameOrSub(pool, request.Username, cancel);
        if (user is null && !client.HidesUserExistence)
            throw UsernameClientCombinationNotFound();
        if (!await quotas.TryUse(pool.Id, user?.Sub ?? codes.SubjectOfUnknown(pool, request.Username), Quota.ForgotPassword, cancel))
            throw LimitExceeded();

        // 2. Where to. A client that hides who exists gets the same kind of answer for whoever cannot be sent a code.
        var destination = user is null ? null : Destination.ForRecovery(pool, user);
        if (client.HidesUserExistence && (user is not { Enabled: true } || destination is null || user.Status == UserStatus.ForceChangePassword))
            return new Response(codes.SimulatedDestination(pool, CodePurpose.ForgotPassword, request.Username).Details);
        RequireResettable(user!);
        if (destination is null)
            throw InvalidParameter("Cannot reset password for the user as there is no registered/verified email or phone_number");

        // 3. The code.
        await codes.Send(pool, user!, CodePurpose.ForgotPassword, MessageKind.ForgottenPassword, destination, cancel);
        return new Response(destination.Details);
    }

    private static void RequireResettable(User user)
    {
        if (!user.Enabled)
            throw UserIsDisabled();
        if (user.Status == UserStatus.ForceChangePassword)
            throw CannotResetPasswordInState();
    }
}
