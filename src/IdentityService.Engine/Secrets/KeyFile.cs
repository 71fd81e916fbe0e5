using System.Security.Cryptography;
using System.Text;

namespace IdentityService.Engine.Secrets;

/// <summary>
/// The key that opens the data keys: 256 random bits in a file of their own, never in the database. Whoever loses the file loses every
/// password hash, secret and signing key, backups included.
/// </summary>
public sealed class KeyFile
{
    private const int KeySize = 32;
    private readonly byte[] _key;

    private KeyFile(byte[] key) => _key = key;

    /// <summary>SHA-256 over a label and the key (32 bytes); stands in the database and names this key without revealing it.</summary>
    public byte[] Fingerprint => SHA256.HashData([.. "key file fingerprint"u8, .. _key]);

    internal ReadOnlySpan<byte> Key => _key;

    /// <summary>Reads the key file.</summary>
    /// <exception cref="StartRefused">It is readable by everybody, or does not hold 32 bytes in base64.</exception>
    public static KeyFile Read(string path)
    {
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != UnixFileMode.None)
            throw new StartRefused($"The key file {path} can be read by every user of this machine; run chmod 600 on it (setting KeyFile).");

        var key = new byte[KeySize];
        if (!Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) || length != KeySize)
            throw new StartRefused($"The key file {path} does not hold a key: expected 32 bytes in base64 (setting KeyFile).");
        return new KeyFile(key);
    }

    /// <summary>Makes a new key file, readable by its owner alone. Fails if the file exists.</summary>
    public static KeyFile Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(KeySize);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
        file.Flush(flushToDisk: true);
        return new KeyFile(key);
    }
}
