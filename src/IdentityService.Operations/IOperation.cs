namespace IdentityService.Operations;

/// <summary>
/// One verb of the API. <typeparamref name="TCaller"/> says who may call and is one of a closed set: <c>AppClient</c> (public),
/// <see cref="SignedInUser"/> (access token), <see cref="Administrator"/> (SigV4).
/// </summary>
public interface IOperation<in TRequest, TResponse, in TCaller>
{
    /// <summary>Runs the verb. The gate has already validated the request and found the caller.</summary>
    /// <exception cref="Wire.CognitoError">An error the contract permits for this operation.</exception>
    Task<TResponse> Run(TRequest request, TCaller caller, CancellationToken cancel);
}

/// <summary>The answer of an operation without an output shape: no bytes at all, where an empty <c>Response</c> is <c>{}</c>.</summary>
public sealed record Nothing;
