using System.Security.Cryptography;

namespace IdentityService.Host.PrivatePostgres;

/// <summary>
/// Where service and PostgreSQL meet: a short path (a Unix socket's is limited to 107 bytes, a data folder's is not) under the
/// temporary folder, with the two files that say who may connect.
/// </summary>
/// <remarks>
/// Only the socket exists, no TCP, and PostgreSQL asks the kernel who is at the other end (peer authentication): the account that
/// runs the service may enter, nobody else. So there is no password to keep, and none to leak. The folder's mode says the same once more.
/// </remarks>
internal sealed class SocketFolder : IDisposable
{
    private const int LongestSocketPath = 107;
    private readonly string _folder;

    private SocketFolder(string folder) => _folder = folder;

    /// <summary>The folder of the socket itself: it belongs to the account that runs PostgreSQL.</summary>
    public string Sockets => _folder + "/s";

    public string AccessFile => _folder + "/access.conf";

    public string NamesFile => _folder + "/names.conf";

    /// <summary>Makes a fresh folder, notes it in the data folder (for the next start, and for an operator with psql) and removes the last one.</summary>
    public static async Task<SocketFolder> Make(string dataFolder, Launcher launcher, CancellationToken cancel)
    {
        RemoveLast(dataFolder);
        var made = new SocketFolder(FreshName());
        Permissions.MakeClosedFolder(made._folder);
        await File.WriteAllTextAsync(Note(dataFolder), made._folder + "\n", cancel);

        Permissions.MakeClosedFolder(made.Sockets);
        await launcher.HandOver(made.Sockets, cancel);
        made.WriteAccess();
        // The other account passes through and reads the two files; it can change neither them nor what stands here.
        if (launcher.Account is not null)
            Permissions.Set(made._folder, Permissions.PassableByAll);
        return made;
    }

    /// <summary>Removes the folder that a killed service left, if any.</summary>
    public static void RemoveLast(string dataFolder)
    {
        if (File.Exists(Note(dataFolder)))
            new SocketFolder(File.ReadAllText(Note(dataFolder)).Trim()).Dispose();
    }

    /// <summary>Writes the two files anew: before each start, since a cleaner of temporary files may have taken them.</summary>
    public void WriteAccess()
    {
        File.WriteAllText(AccessFile, "local all all peer map=service\n");
        File.WriteAllText(NamesFile, $"service \"{Environment.UserName}\" {Cluster.Owner}\nservice \"{Environment.UserName}\" {Cluster.Superuser}\n");
        Permissions.Set(AccessFile, Permissions.ReadableByAll);
        Permissions.Set(NamesFile, Permissions.ReadableByAll);
    }

    public void Dispose()
    {
        if (_folder.Length > 0 && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static string Note(string dataFolder) => Path.Combine(dataFolder, "socket-folder");

    private static string FreshName()
    {
        var name = "identityservice-" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        var usual = Path.Combine(Path.GetTempPath(), name);
        return (usual + "/s/.s.PGSQL.5432").Length <= LongestSocketPath ? usual : "/tmp/" + name;
    }
}
