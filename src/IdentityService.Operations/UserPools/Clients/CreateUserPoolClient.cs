using IdentityService.Engine;
using IdentityService.Engine.Pools;
using IdentityService.Wire.Identifiers;
using IdentityService.Wire.Structures;

namespace IdentityService.Operations.UserPools.Clients;

/// <summary>Makes an app client, public or with a generated or supplied secret.</summary>
public sealed class CreateUserPoolClient(PoolDirectory directory, AppClients clients, Installation installation, TimeProvider clock)
    : IOperation<CreateUserPoolClient.Request, CreateUserPoolClient.Response, Administrator>
{
    public sealed record Request
    {
        public required string UserPoolId { get; init; }
        public required string ClientName { get; init; }
        public bool? GenerateSecret { get; init; }
        public string? ClientSecret { get; init; }
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
        internal UserPoolClientType AsSettings(string clientId) => new()
        {
            ClientId = clientId,
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
        var secret = NewClient.SecretOf(request.GenerateSecret ?? false, request.ClientSecret);
        NewClient made;
        do
        {
            made = NewClient.From(pool, request.AsSettings(RandomText.ClientId()), secret, installation, clock.GetUtcNow());
        }
        while (!await clients.TryAdd(made.Settings, made.Secret, cancel)); // 134 random bits: only the proof of uniqueness needs the loop.

        return new Response { UserPoolClient = made.Described };
    }
}
