using System.Collections.Concurrent;
using System.Security.Cryptography;
using IdentityService.Engine.Secrets;
using IdentityService.Storage.Pools;

namespace IdentityService.Engine.Tokens;

/// <summary>Makes and opens the keys of pools. An opened key is kept, as opening one costs more than signing with it.</summary>
public sealed class SigningKeyRing(Envelope envelope, TimeProvider clock)
{
    private const int KeySizeBits = 2048;
    private readonly ConcurrentDictionary<(string PoolId, string Kid), RSA> _opened = new();

    /// <summary>One active key for each use, for a new pool.</summary>
    public IReadOnlyList<SigningKeyRow> MakeFor(string poolId) => [.. KeyUse.All.AsParallel().Select(use => Make(poolId, use))];

    /// <summary>The keys of a pool as the rows say.</summary>
    public PoolKeys Open(IEnumerable<SigningKeyRow> rows) => new([.. rows.Select(Open)]);

    private SigningKey Open(SigningKeyRow row) =>
        new(row.Kid, row.Use, row.State, _opened.GetOrAdd((row.PoolId, row.Kid), static (_, arguments) => arguments.Ring.OpenPrivate(arguments.Row), (Ring: this, Row: row)));

    private RSA OpenPrivate(SigningKeyRow row)
    {
        var rsa = RSA.Create();
        var pkcs8 = envelope.Open(PrivateKeyOf(row.PoolId, row.Kid), row.SealedPrivateKey);
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        CryptographicOperations.ZeroMemory(pkcs8);
        return rsa;
    }

    private SigningKeyRow Make(string poolId, string use)
    {
        using var rsa = RSA.Create(KeySizeBits);

        // 32 random bytes in base64: 44 characters that end in '=', the form of Cognito's key ids.
        var kid = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return new SigningKeyRow
        {
            PoolId = poolId,
            Kid = kid,
            Use = use,
            State = KeyState.Active,
            PublicKey = rsa.ExportSubjectPublicKeyInfo(),
            SealedPrivateKey = envelope.Seal(PrivateKeyOf(poolId, kid), rsa.ExportPkcs8PrivateKey()),
            CreatedAt = clock.GetUtcNow(),
        };
    }

    private static Binding PrivateKeyOf(string poolId, string kid) => Binding.To("signing key", poolId, kid);
}
