namespace IdentityService.Host.PrivatePostgres;

/// <summary>
/// Holds a data folder for one service. The lock is the kernel's (flock, through <see cref="FileShare.None"/>): it ends with the
/// process however that ends, so there is never a stale one.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <exception cref="PrivatePostgresRefusal">Another service holds the folder.</exception>
    public static DataFolderLock Take(string folder) => TryTake(folder) ?? throw PrivatePostgresRefusal.FolderInUse(folder);

    /// <summary>The lock, or null when another holds it.</summary>
    public static DataFolderLock? TryTake(string folder)
    {
        try
        {
            return new(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
