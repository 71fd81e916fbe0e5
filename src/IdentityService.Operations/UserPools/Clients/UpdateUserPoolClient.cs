using IdentityService.Engine;
using IdentityService.Engine.Pools;
using IdentityService.Wire.Structures;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations.UserPools.Clients;

/// <summary>Replaces all settings of an app client: what is left out falls back to its default, the name alone stays.</summary>
public sealed class UpdateUserPoolClient(PoolDirectory directory, AppClients clients, Installation installation, TimeProvider clock)
    : IOperation<UpdateUserPoolClient.Request, UpdateUserPoolClient.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string ClientId { get; init; }
        public string? ClientName { get; init; }
        public int? RefreshTokenValidity { get; init; }
        public int? AccessTokenValidity { get; init; }
        public int? IdTokenValidity { get; init; }
        public TokenValidityUnitsType? TokenValidityUnits { get; init; }
        public string[]? ReadAttributes { get; init; }
        public string[]? WriteAttributes { get; init; }
        public string[]? ExplicitAuthFlows { get; init; }
        public string[]? SupportedIdentityProviders { get; init; }
        public string[]? CallbackURLs { get; init; }
        public string[]? LogoutURLs { get; init; }
        public string? DefaultRedirectURI { get; init; }
        public string[]? AllowedOAuthFlows { get; init; }
        public string[]? AllowedOAuthScopes { get; init; }
        public bool? AllowedOAuthFlowsUserPoolClient { get; init; }
        public AnalyticsConfigurationType? AnalyticsConfiguration { get; init; }
        public string? PreventUserExistenceErrors { get; init; }
        public bool? EnableTokenRevocation { get; init; }
        public bool? EnablePropagateAdditionalUserContextData { get; init; }
        public int? AuthSessionValidity { get; init; }
        public RefreshTokenRotationType? RefreshTokenRotation { get; init; }

        /// <summary>The same in the words of a client's settings.</summary>
        internal UserPoolClientType AsSettings() => new()
        {
            ClientId = ClientId,
            UserPoolId = UserPoolId,
            ClientName = ClientName,
            RefreshTokenValidity = RefreshTokenValidity,
            AccessTokenValidity = AccessTokenValidity,
            IdTokenValidity = IdTokenValidity,
            TokenValidityUnits = TokenValidityUnits,
            ReadAttributes = ReadAttributes,
            WriteAttributes = WriteAttributes,
            ExplicitAuthFlows = ExplicitAuthFlows,
            SupportedIdentityProviders = SupportedIdentityProviders,
            CallbackURLs = CallbackURLs,
            LogoutURLs = LogoutURLs,
            DefaultRedirectURI = DefaultRedirectURI,
            AllowedOAuthFlows = AllowedOAuthFlows,
            AllowedOAuthScopes = AllowedOAuthScopes,
            AllowedOAuthFlowsUserPoolClient = AllowedOAuthFlowsUserPoolClient,
            AnalyticsConfiguration = AnalyticsConfiguration,
            PreventUserExistenceErrors = PreventUserExistenceErrors,
            EnableTokenRevocation = EnableTokenRevocation,
            EnablePropagateAdditionalUserContextData = EnablePropagateAdditionalUserContextData,
            AuthSessionValidity = AuthSessionValidity,
            RefreshTokenRotation = RefreshTokenRotation,
        };
    }

    public sealed record Response
    {
        public UserPoolClientType? UserPoolClient { get; init; }
    }

    public async Task<Response> Run(Request request, Administrator caller, CancellationToken cancel)
    {
        var pool = await directory.RequireVisible(request.UserPoolId, caller.Region, cancel);
        var stored = await clients.Find(pool.Id, request.ClientId, cancel) ?? throw ClientNotDescribed();

        var settings = ClientDefaults.Complete(request.AsSettings(), installation) with
        {
            ClientName = request.ClientName ?? stored.Settings.ClientName,
            CreationDate = stored.Settings.CreationDate,
            LastModifiedDate = clock.GetUtcNow(),
        };
        new ClientRules(pool, stored.Secrets.Any, ClientChange.Updating).Check(settings);
        if (!await clients.Replace(settings, cancel))
            throw ClientNotDescribed();

        return new Response { UserPoolClient = (stored with { Settings = settings }).Described };
    }
}
