using IdentityService.Engine.Messages;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Protection;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Registration;

/// <summary>Sends the code of a sign-up again; the earlier one stops working.</summary>
public sealed class ResendConfirmationCode(UserAccounts users, ConfirmationCodes codes, Quotas quotas)
    : IOperation<ResendConfirmationCode.Request, ResendConfirmationCode.Response, AppClient>
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
        // 1. Who. The quota counts for unknown names as well, so that it tells nothing (S-13).
        var user = await users.FindByNameOrSub(client.Pool, request.Username, cancel);
        if (user is null && !client.HidesUserExistence)
            throw UsernameClientCombinationNotFound();
        if (client.HidesUserExistence && !client.Pool.AutoVerifiesAny)
            throw CannotResend();
        if (!await quotas.TryUse(client.Pool.Id, user?.Sub ?? codes.SubjectOfUnknown(client.Pool, request.Username), Quota.ResendCode, cancel))
            throw LimitExceeded();
        if (user is null || (!user.Enabled && client.HidesUserExistence))
            return Simulated(client, request);

        // 2. What may be sent.
        if (!user.Enabled)
            throw UserIsDisabled();
        if (user.Status != UserStatus.Unconfirmed)
            throw InvalidParameter("User is already confirmed.");
        if (Destination.ForSignUp(client.Pool, user.Attributes) is not { } destination)
            return client.HidesUserExistence ? Simulated(client, request) : throw CannotResend();

        // 3. The new code takes the old one's place.
        await codes.Send(client.Pool, user, CodePurpose.SignUp, MessageKind.ResentCode, destination, cancel);
        return new Response(destination.Details);
    }

    private Response Simulated(AppClient client, Request request) =>
        new(codes.SimulatedDestination(client.Pool, CodePurpose.SignUp, request.Username).Details);

    private static Wire.CognitoError CannotResend() => InvalidParameter("Cannot resend codes. Auto verification not turned on.");
}
