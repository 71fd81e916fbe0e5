using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IdentityService.Bench.Client;

/// <summary>AWS Signature Version 4 of a POST to "/".</summary>
internal sealed class RequestSignature(string accessKeyId, string secret)
{
    private const string Names = "content-type;host;x-amz-date;x-amz-target";

    public void Sign(HttpRequestMessage request, byte[] body)
    {
        var date = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/us-east-1/cognito-idp/aws4_request";
        var canonical = $"POST\n/\n\ncontent-type:application/x-amz-json-1.1\nhost:{request.RequestUri!.Authority}\nx-amz-date:{date}\n"
            + $"x-amz-target:{request.Headers.GetValues("X-Amz-Target").Single()}\n\n{Names}\n{Hash(body)}";
        var key = scope.Split('/').Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + secret), (parent, part) => HMACSHA256.HashData(parent, Encoding.UTF8.GetBytes(part)));
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}"));

        request.Headers.Add("X-Amz-Date", date);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{scope}, SignedHeaders={Names}, Signature={Convert.ToHexStringLower(signature)}");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
