using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IdentityService.Engine.Secrets;

namespace IdentityService.TestHost;

/// <summary>Signs a POST to "/" by AWS Signature Version 4, independently of the service's verifier.</summary>
public static class RequestSigner
{
    private const string Service = "cognito-idp";
    private const string SignedHeaders = "content-type;host;x-amz-date;x-amz-target";

    /// <summary>Adds X-Amz-Date and Authorization.</summary>
    public static void Sign(HttpRequestMessage message, Uri address, string body, AccessKey key, string region, DateTimeOffset now)
    {
        var date = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/{region}/{Service}/aws4_request";
        var target = message.Headers.GetValues("X-Amz-Target").Single();
        var canonical = $"POST\n/\n\ncontent-type:application/x-amz-json-1.1\nhost:{address.Authority}\nx-amz-date:{date}\nx-amz-target:{target}\n\n"
            + $"{SignedHeaders}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}";
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";

        var signingKey = Encoding.UTF8.GetBytes("AWS4" + key.Secret);
        foreach (var part in new[] { date[..8], region, Service, "aws4_request" })
            signingKey = HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(part));
        var signature = Hex(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(toSign)));

        message.Headers.Add("X-Amz-Date", date);
        message.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={key.Id}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}");
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
