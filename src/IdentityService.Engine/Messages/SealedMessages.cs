using System.Text.Json;
using IdentityService.Engine.Secrets;

namespace IdentityService.Engine.Messages;

/// <summary>Messages at rest are sealed and bound to their pool: they carry codes and addresses (S-39).</summary>
internal static class SealedMessages
{
    public static byte[] SealMessage(this Envelope envelope, Message message) =>
        envelope.Seal(Of(message.PoolId), JsonSerializer.SerializeToUtf8Bytes(message));

    /// <exception cref="System.Security.Cryptography.CryptographicException">The payload was altered or is another pool's.</exception>
    public static Message OpenMessage(this Envelope envelope, string poolId, byte[] payload) =>
        JsonSerializer.Deserialize<Message>(envelope.Open(Of(poolId), payload))!;

    private static Binding Of(string poolId) => Binding.To("message", poolId);
}
