using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IdentityService.Engine.Secrets;

/// <summary>
/// AES-256-GCM under data keys that only the key file opens. A sealed value is: version 1 (one byte), data key id (four bytes, big endian),
/// nonce (12), ciphertext, tag (16). Values are bound to their owner by associated data.
/// </summary>
public sealed class Envelope(DataKeys keys)
{
    private const byte Version = 1;
    private const int HeaderSize = 5;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Seals under the newest data key with a random nonce.</summary>
    public byte[] Seal(Binding binding, ReadOnlySpan<byte> plain)
    {
        var sealedValue = new byte[HeaderSize + NonceSize + plain.Length + TagSize];
        sealedValue[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(sealedValue.AsSpan(1), keys.Newest.Id);
        var nonce = sealedValue.AsSpan(HeaderSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);

        using var cipher = new AesGcm(keys.Newest.EncryptionKey, TagSize);
        cipher.Encrypt(nonce, plain, sealedValue.AsSpan(HeaderSize + NonceSize, plain.Length), sealedValue.AsSpan(^TagSize..), Associated(binding));
        return sealedValue;
    }

    /// <summary>Opens what <see cref="Seal"/> made for the same binding.</summary>
    /// <exception cref="CryptographicException">The value was altered, belongs elsewhere or its data key is unknown.</exception>
    public byte[] Open(Binding binding, ReadOnlySpan<byte> sealedValue)
    {
        if (sealedValue.Length < HeaderSize + NonceSize + TagSize || sealedValue[0] != Version)
            throw new CryptographicException("Not a sealed value.");

        var key = keys.Find(BinaryPrimitives.ReadInt32BigEndian(sealedValue[1..])) ?? throw new CryptographicException("Unknown data key.");
        var plain = new byte[sealedValue.Length - HeaderSize - NonceSize - TagSize];
        using var cipher = new AesGcm(key.EncryptionKey, TagSize);
        cipher.Decrypt(
            sealedValue.Slice(HeaderSize, NonceSize), sealedValue.Slice(HeaderSize + NonceSize, plain.Length), sealedValue[^TagSize..], plain, Associated(binding));
        return plain;
    }

    /// <summary>As <see cref="Open"/>, for values that come from outside, where a refusal is expected.</summary>
    public byte[]? TryOpen(Binding binding, ReadOnlySpan<byte> sealedValue)
    {
        try
        {
            return Open(binding, sealedValue);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// HMAC-SHA256 (32 bytes) of the parts under the first data key, for values that must be found or recomputed: short codes, fake salts,
    /// successors of refresh tokens. It stays the same when data keys are added.
    /// </summary>
    public byte[] Mac(Binding binding) => HMACSHA256.HashData(keys.First.MacKey, Encoding.UTF8.GetBytes(binding.Text));

    private static byte[] Associated(Binding binding) => Encoding.UTF8.GetBytes(binding.Text);
}
