using IdentityService.Wire;
using Microsoft.AspNetCore.Http;

namespace IdentityService.Doors.AwsJson;

/// <summary>The whole body of a request in memory, at most 1 MB (S-34).</summary>
internal static class RequestBody
{
    public const string TooLargeType = "RequestEntityTooLargeException";
    public const int MaximumSize = 1024 * 1024;

    /// <exception cref="CognitoError">RequestEntityTooLargeException; the connection's limit refuses longer bodies before this.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MaximumSize)
            throw TooLarge();

        var buffer = new MemoryStream(capacity: (int)(request.ContentLength ?? 4096));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await ReadSome(request, chunk, cancel)) > 0)
        {
            if (buffer.Length + read > MaximumSize)
                throw TooLarge();
            buffer.Write(chunk, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    // The server's own limit ends longer bodies, chunked ones too.
    private static async ValueTask<int> ReadSome(HttpRequest request, byte[] chunk, CancellationToken cancel)
    {
        try
        {
            return await request.Body.ReadAsync(chunk, cancel);
        }
        catch (BadHttpRequestException)
        {
            throw TooLarge();
        }
    }

    private static CognitoError TooLarge() => new(TooLargeType, "Request size exceeds the maximum of 1048576 bytes");
}
