using System.Buffers;
using System.Text;

namespace IdentityService.Doors.AwsJson.Signatures;

/// <summary>Percent-encoding as Signature Version 4 wants it: all but RFC 3986's unreserved characters, upper-case hexadecimal.</summary>
internal static class UriText
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    public static string Encode(ReadOnlySpan<byte> text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (Unreserved.Contains(character))
                encoded.Append((char)character);
            else
                encoded.Append('%').Append(Convert.ToHexString([character]));
        }
        return encoded.ToString();
    }

    /// <summary>Bytes, not text: what is no UTF-8 must still be signed as it came. Refuses an incomplete escape.</summary>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ToArray());
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var isEscape = bytes[i] == '%';
            bytes[length++] = bytes[i] switch
            {
                (byte)'+' => (byte)' ',
                (byte)'%' => Escaped(bytes.AsSpan(i + 1)),
                var plain => plain,
            };
            if (isEscape)
                i += 2;
        }
        return bytes[..length];
    }

    private static byte Escaped(ReadOnlySpan<byte> rest)
    {
        Span<byte> decoded = stackalloc byte[1];
        return rest.Length >= 2 && Convert.FromHexString(rest[..2], decoded, out _, out _) == OperationStatus.Done
            ? decoded[0]
            : throw SignatureRefusals.Mismatch();
    }
}
