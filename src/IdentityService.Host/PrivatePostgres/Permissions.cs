namespace IdentityService.Host.PrivatePostgres;

/// <summary>The modes of files and folders, for systems that have them; <see cref="PrivatePostgresServer"/> starts on no other.</summary>
internal static class Permissions
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Others may pass through but not look around.</summary>
    public const UnixFileMode PassableByAll = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    /// <summary>Makes a folder that was never open to others, not even for a moment.</summary>
    public static void MakeClosedFolder(string path)
    {
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(path, OwnerOnly);
    }
}
