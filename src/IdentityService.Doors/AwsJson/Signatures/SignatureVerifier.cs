using IdentityService.Engine.Secrets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>
/// Proves who signed a request by AWS Signature Version 4, in the Authorization header or pre-signed in the query (S-20): host,
/// date, target and body are covered, within five minutes, for this service. There is no anonymous way past it.
/// </summary>
public sealed class SignatureVerifier(FindAccessKey findKey, SigningKeys signingKeys, TimeProvider clock)
{
    // Stands in where there is no key, so that the answer takes as long as a wrong signature's.
    private readonly string _nobodysSecret = RandomNumberGenerator.GetHexString(40);

    /// <summary>Who signed this request.</summary>
    /// <param name="request">With its raw target, as the server received it.</param>
    /// <param name="body">The whole body, as received.</param>
    /// <param name="service">The service name the scope must carry: <c>cognito-idp</c>, <c>cognito-identity</c>, <c>cognito-sync</c>.</param>
    /// <param name="cancel">Ends the look-up of the key.</param>
    /// <exception cref="Wire.CognitoError">
    /// MissingAuthenticationTokenException: nothing presented. IncompleteSignatureException: unreadable. UnrecognizedClientException:
    /// unknown or disabled key, or a session token, which our long-term keys never have. InvalidSignatureException: everything else.
    /// </exception>
    public async ValueTask<SignedCaller> Verify(
        HttpRequest request, ReadOnlyMemory<byte> body, string service, CancellationToken cancel)
    {
        var target = RequestTarget.Read(request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "");
        var presented = PresentedSignature.Read(request.Headers, target.Query);
        presented.Time.MustBeCurrent(clock.GetUtcNow());
        presented.MustCover(request.Headers);
        presented.Scope.MustFit(service, presented.Time);
        if (request.Headers.ContainsKey(PresignedQuery.SecurityTokenName) || target.Query.Contains(PresignedQuery.SecurityTokenName))
            throw SignatureRefusals.UnrecognizedClient();

        var stringToSign = CanonicalRequest.StringToSign(request, target, body.Span, presented);
        var key = await FindEnabled(presented.Scope, cancel);
        var signingKey = key is null ? SigningKeys.Derive(_nobodysSecret, presented.Scope) : signingKeys.For(key, presented.Scope);
        var matches = Matches(signingKey, stringToSign, presented.Signature);
        if (key is null)
            throw SignatureRefusals.UnrecognizedClient();
        if (!matches)
            throw SignatureRefusals.Mismatch();

        signingKeys.Keep(key, presented.Scope, signingKey);
        return new SignedCaller(key.Id, key.Principal, presented.Scope.Region);
    }

    private async ValueTask<AccessKey?> FindEnabled(CredentialScope scope, CancellationToken cancel)
    {
        var key = scope.NamesAKey ? await findKey(scope.AccessKeyId, cancel) : null;
        return key is { Enabled: true } && string.Equals(key.Id, scope.AccessKeyId, StringComparison.Ordinal) ? key : null;
    }

    private static bool Matches(byte[] signingKey, string stringToSign, string signature)
    {
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(stringToSign)));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }
}
