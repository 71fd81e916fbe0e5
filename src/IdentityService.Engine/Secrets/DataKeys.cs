using System.Security.Cryptography;

namespace IdentityService.Engine.Secrets;

/// <summary>A data key in the clear, in memory only.</summary>
public sealed class DataKey(int id, byte[] key)
{
    private const int KeySize = 32;

    public int Id { get; } = id;
    internal byte[] EncryptionKey { get; } = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeySize, info: "encrypt"u8.ToArray());
    internal byte[] MacKey { get; } = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeySize, info: "mac"u8.ToArray());
}

/// <summary>The data keys of this database, opened. New values are sealed by the newest, old ones stay readable.</summary>
public sealed class DataKeys
{
    private readonly Dictionary<int, DataKey> _byId;

    public DataKeys(IReadOnlyCollection<DataKey> keys)
    {
        _byId = keys.ToDictionary(k => k.Id);
        First = keys.MinBy(k => k.Id) ?? throw new ArgumentException("At least one data key is needed.", nameof(keys));
        Newest = keys.MaxBy(k => k.Id)!;
    }

    public DataKey First { get; }
    public DataKey Newest { get; }

    public DataKey? Find(int id) => _byId.GetValueOrDefault(id);
}
