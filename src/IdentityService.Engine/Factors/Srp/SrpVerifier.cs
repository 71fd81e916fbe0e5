using System.Security.Cryptography;

namespace IdentityService.Engine.Factors.Srp;

/// <summary>
/// What the server remembers of a password (or of a device's secret) for SRP: salt and v = g^x mod N. It is a fast hash of the password, so
/// it lives only in an envelope (rule 1) and is overwritten on <see cref="Dispose"/>. Not a record: a record would compare arrays by
/// reference and print what it holds.
/// </summary>
public sealed class SrpVerifier : IDisposable
{
    private const int SaltLength = 16;
    private const int LongestSalt = 64;
    private const byte Version = 1;

    private readonly byte[] _salt;
    private readonly byte[] _v;

    private SrpVerifier(byte[] salt, byte[] v)
    {
        _salt = salt;
        _v = v;
    }

    /// <summary>Big-endian, without leading zero bytes; 16 bytes with a first nibble that is not zero when we made it.</summary>
    public ReadOnlySpan<byte> Salt => _salt;

    /// <summary>Minimal lower-case hex for <c>SALT</c>: 32 digits when we made it.</summary>
    public string SaltHex => SrpGroup.ToMinimalHex(_salt);

    /// <summary>v in <see cref="SrpGroup.ElementLength"/> big-endian bytes.</summary>
    public ReadOnlySpan<byte> V => _v;

    /// <summary>A verifier with a fresh salt. Costs one modular power.</summary>
    /// <param name="poolName">The pool id after its underscore (a device: its group key).</param>
    /// <param name="userId">USER_ID_FOR_SRP, the immutable username (a device: its key). A verifier dies when it changes.</param>
    /// <param name="password">In plain; hashed as UTF-8.</param>
    public static SrpVerifier Make(string poolName, string userId, string password)
    {
        Span<byte> fresh = stackalloc byte[SaltLength];
        do RandomNumberGenerator.Fill(fresh);
        while (!IsPresentable(fresh));
        return Make(fresh, poolName, userId, password);
    }

    /// <summary>The same with a chosen salt of 1 to 64 bytes, not all zero.</summary>
    /// <exception cref="ArgumentException">The salt is not of that kind.</exception>
    public static SrpVerifier Make(ReadOnlySpan<byte> salt, string poolName, string userId, string password)
    {
        var minimal = Minimal(salt);
        if (minimal.Length is 0 or > LongestSalt)
            throw new ArgumentException("A salt has 1 to 64 bytes and is not zero.", nameof(salt));

        var x = SrpEquations.PrivateKey(minimal, poolName, userId, password);
        try
        {
            return new SrpVerifier(minimal.ToArray(), ModularPower.Raise([2], x));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(x);
        }
    }

    /// <summary>
    /// A verifier made by a client, as <c>DeviceSecretVerifierConfig</c> brings it (salts of 16 or 17 bytes: observed). Null when the salt is
    /// zero or longer than 64 bytes, or v is not between 2 and N - 2: 0, 1 and N - 1 would prove themselves.
    /// </summary>
    public static SrpVerifier? FromClient(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> v)
    {
        var minimal = Minimal(salt);
        if (minimal.Length is 0 or > LongestSalt || Minimal(v).Length > SrpGroup.ElementLength)
            return null;

        var number = SrpGroup.FromUnsigned(v);
        return number < 2 || number > SrpGroup.N - 2 ? null : new SrpVerifier(minimal.ToArray(), SrpGroup.ToElement(number));
    }

    /// <summary>
    /// A verifier no password fits, for a user who does not exist: the same seed gives the same salt, so that asking twice shows nothing (S-13).
    /// Costs no modular power, as opening a real one does not.
    /// </summary>
    /// <param name="seed">32 bytes, by keyed HMAC over pool and name.</param>
    /// <exception cref="ArgumentException">The seed has another length.</exception>
    public static SrpVerifier Fake(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != 32)
            throw new ArgumentException("A seed has 32 bytes.", nameof(seed));

        // Drawn as the real salt is drawn: forcing the first nibble would give some digits away by their frequency.
        var drawn = new byte[SaltLength];
        byte attempt = 0;
        do HKDF.Expand(HashAlgorithmName.SHA256, seed, drawn, [.. "srp salt"u8, attempt++]);
        while (!IsPresentable(drawn));

        // Real verifiers are powers of 2, which are squares modulo N (N = 7 mod 8): so is this one.
        var root = new byte[SrpGroup.ElementLength];
        HKDF.Expand(HashAlgorithmName.SHA256, seed, root, "srp verifier"u8);
        var number = SrpGroup.FromUnsigned(root);
        CryptographicOperations.ZeroMemory(root);
        return new SrpVerifier(drawn, SrpGroup.ToElement(number * number));
    }

    /// <summary>Version, length of salt, salt, v: 402 bytes. Secret: for an envelope only.</summary>
    public byte[] ToBytes() => [Version, (byte)_salt.Length, .. _salt, .. _v];

    /// <exception cref="FormatException">Not what <see cref="ToBytes"/> makes.</exception>
    public static SrpVerifier FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || bytes[0] != Version || bytes.Length != 2 + bytes[1] + SrpGroup.ElementLength)
            throw new FormatException("Not a stored SRP verifier.");

        return FromClient(bytes.Slice(2, bytes[1]), bytes[(2 + bytes[1])..]) ?? throw new FormatException("Not a stored SRP verifier.");
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_v);

    // Clients drop leading zeros of SALT or keep them, each in its own way; with a first nibble above zero all agree (Cognito: observed).
    private static bool IsPresentable(ReadOnlySpan<byte> salt) => salt[0] >= 0x10;

    private static ReadOnlySpan<byte> Minimal(ReadOnlySpan<byte> bytes) => bytes.TrimStart((byte)0);
}
