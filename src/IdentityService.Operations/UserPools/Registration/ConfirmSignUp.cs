using IdentityService.Engine.Pools;
using IdentityService.Engine.Protection;
using IdentityService.Engine.Users;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Registration;

/// <summary>Confirms a sign-up by the code that was sent, which also proves the address.</summary>
public sealed class ConfirmSignUp(UserAccounts users, ConfirmationCodes codes, Confirmation confirmation, Quotas quotas)
    : IOperation<ConfirmSignUp.Request, ConfirmSignUp.Response, AppClient>
{
    public sealed record Request : IClientRequest
    {
        public required string ClientId { get; init; }
        public string? SecretHash { get; init; }
        public required string Username { get; init; }
        public required string ConfirmationCode { get; init; }
        public bool ForceAliasCreation { get; init; }
        public AnalyticsMetadataType? AnalyticsMetadata { get; init; }
        public UserContextDataType? UserContextData { get; init; }
        public Dictionary<string, string> ClientMetadata { get; init; } = [];
        public string? Session { get; init; }

        ClientProof IClientRequest.Proof => new ClientProof.HashOver(Username, SecretHash);
    }

    public sealed record Response(string? Session);

    public async Task<Response> Run(Request request, AppClient client, CancellationToken cancel)
    {
        // 1. Who. Where the client hides who exists, an unknown user is answered like a wrong code (S-13).
        var user = await users.FindByNameOrSub(client.Pool, request.Username, cancel);
        if (user is null && !client.HidesUserExistence)
            throw UsernameClientCombinationNotFound();
        if (user is not null && user.Status != UserStatus.Unconfirmed)
            throw CannotBeConfirmed(user.Status);

        // 2. Tries are counted before the code is looked at (S-16), of unknown names as well.
        if (!await quotas.TryUse(client.Pool.Id, user?.Sub ?? codes.SubjectOfUnknown(client.Pool, request.Username), Quota.ConfirmSignUp, cancel))
            throw LimitExceeded();
        if (user is null || (!user.Enabled && client.HidesUserExistence))
            throw CodeMismatch();
        if (!user.Enabled)
            throw UserIsDisabled();

        // 3. Code, status, verified address and alias change together, or not at all; of two at once one wins.
        switch (await confirmation.ByCode(client.Pool, user, request.ConfirmationCode, request.ForceAliasCreation, cancel))
        {
            case CodeOutcome.Wrong:
            case CodeOutcome.None when client.HidesUserExistence:
                throw CodeMismatch();
            case CodeOutcome.None:
                throw ExpiredCode();
        }

        return new Response(Session: null);
    }
}
