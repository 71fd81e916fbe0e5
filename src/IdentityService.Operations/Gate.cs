using System.Text.Json;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Tokens;
using IdentityService.Wire;
using IdentityService.Wire.Contracts;
using Microsoft.Extensions.Logging;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Operations;

/// <summary>
/// The one way in, for every face: contract validation, then who may call, then the operation. Nothing else calls an operation.
/// </summary>
/// <param name="services">The scope of this request: one scope, one unit of work.</param>
public sealed class Gate(IServiceProvider services, PoolDirectory directory, AccessTokens tokens, ILogger<Gate> log)
{
    /// <summary>Runs an operation for a request body, signed or not.</summary>
    /// <param name="signer">Whoever signed the request; null when nobody did. The door has verified the signature.</param>
    /// <returns>The operation's response, or <see cref="Nothing"/>.</returns>
    /// <exception cref="CognitoError">Any refusal, in the wire's words.</exception>
    public async Task<object> Call(CatalogueLine line, JsonElement body, Administrator? signer, CancellationToken cancel)
    {
        var violations = ContractValidator.Violations(line.Contract, body);
        if (violations.Count > 0)
            throw ContractErrors.ConstraintViolations(line.Contract, violations);

        try
        {
            return await line.Run(services, new CallerResolver(directory, tokens, signer), body, cancel);
        }
        catch (CognitoError error) when (!line.Contract.Errors.Contains(error.Type))
        {
            log.UnpermittedError(line.Name, error.Type);
            throw;
        }
    }
}

/// <summary>Finds who calls, as the operation's caller type says.</summary>
internal sealed class CallerResolver(PoolDirectory directory, AccessTokens tokens, Administrator? signer)
{
    public async ValueTask<object> Resolve(CatalogueLine line, object request, CancellationToken cancel)
    {
        if (line.Caller == typeof(Administrator))
            return signer ?? throw new CognitoError("MissingAuthenticationTokenException", "Missing Authentication Token");
        if (line.Caller == typeof(AppClient))
            return await ResolveClient((IClientRequest)request, cancel);
        return await ResolveUser(line, (IUserRequest)request, cancel);
    }

    private async ValueTask<AppClient> ResolveClient(IClientRequest request, CancellationToken cancel)
    {
        var client = await directory.FindClient(request.ClientId, cancel) ?? throw request.UnknownClient;
        request.Proof.MustHoldFor(client);
        return client;
    }

    private async ValueTask<SignedInUser> ResolveUser(CatalogueLine line, IUserRequest request, CancellationToken cancel)
    {
        try
        {
            var bearer = await tokens.Require(request.AccessToken, AccessTokenClaims.SelfServiceScope, cancel);
            return new SignedInUser(bearer.Client, bearer.User, bearer.Session);
        }
        catch (CognitoError error) when (!line.Contract.Errors.Contains(error.Type))
        {
            // Some operations have no word for a user that is gone; a dead token is the truth in their vocabulary.
            throw AccessTokenRevoked();
        }
    }
}
