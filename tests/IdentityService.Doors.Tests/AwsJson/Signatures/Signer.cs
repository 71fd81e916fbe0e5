using System.Security.Cryptography;
using System.Text;

namespace IdentityService.Doors.Tests.AwsJson.Signatures;

/// <summary>
/// Signs requests for "/" as a client would, but also with scopes and header lists no client has. Its own words are checked
/// against botocore's in <see cref="VectorTests"/>.
/// </summary>
internal sealed record Signer
{
    public string KeyId { get; init; } = "AKIDEXAMPLE";
    public string Secret { get; init; } = Verification.ExampleSecret;
    public string Time { get; init; } = "20150830T123600Z";
    public string Scope { get; init; } = "20150830/eu-west-1/cognito-idp/aws4_request";
    public string SignedHeaders { get; init; } = "content-type;host;x-amz-date;x-amz-target";

    public RawRequest Sign(RawRequest request)
    {
        var dated = request.Headers.Any(header => header.Name is "X-Amz-Date" or "Date") ? request : request.With("X-Amz-Date", Time);
        var headers = SignedHeaders.Split(';').Select(name => $"{name}:{ValueOf(dated, name)}\n");
        var canonical = $"{dated.Method}\n{dated.Target}\n\n{string.Concat(headers)}\n{SignedHeaders}\n{Hash(dated.Body)}";
        var key = Encoding.UTF8.GetBytes($"AWS4{Secret}");
        foreach (var part in Scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var toSign = Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{Time}\n{Scope}\n{Hash(canonical)}");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, toSign));
        return dated.With(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={KeyId}/{Scope}, SignedHeaders={SignedHeaders}, Signature={signature}");
    }

    private static string ValueOf(RawRequest request, string name) =>
        request.Headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
