namespace IdentityService.Host.PrivatePostgres;

/// <summary>The private PostgreSQL cannot start; the message is one sentence an operator can act on.</summary>
public sealed class PrivatePostgresRefusal : Exception
{
    private PrivatePostgresRefusal(string message) : base(message)
    {
    }

    internal static PrivatePostgresRefusal NotPermitted() => new(
        "Outside Development the service keeps its own PostgreSQL only in a folder you name: set DataFolder, or set " +
        "ConnectionStrings:Directory to use a PostgreSQL of yours.");

    internal static PrivatePostgresRefusal NotOnWindows() => new(
        "On Windows the service cannot run a PostgreSQL of its own: set ConnectionStrings:Directory to use one of yours.");

    internal static PrivatePostgresRefusal NoPrograms() => new(
        "PostgreSQL's programs initdb and postgres were not found: install them (Debian and Ubuntu: apt-get install postgresql), " +
        "or set ConnectionStrings:Directory to use a PostgreSQL that runs elsewhere.");

    internal static PrivatePostgresRefusal OtherVersion(int major, string folder) => new(
        $"The data in {folder} belongs to PostgreSQL {major}, whose programs were not found: install that version " +
        $"(Debian and Ubuntu: apt-get install postgresql-{major}), or carry the data over with pg_upgrade.");

    internal static PrivatePostgresRefusal FolderInUse(string folder) => new(
        $"Another service is using the data folder {folder}: stop it, or give this one a DataFolder of its own.");

    internal static PrivatePostgresRefusal NoAccount() => new(
        "PostgreSQL refuses to run as root and neither the account postgres nor nobody exists: run the service as a plain user, " +
        "or set ConnectionStrings:Directory to use a PostgreSQL that runs elsewhere.");

    internal static PrivatePostgresRefusal Failed(string what, string output) => new($"{what} failed: {output.Trim()}");

    internal static PrivatePostgresRefusal WouldNotStop(int pid, string folder) => new(
        $"An earlier PostgreSQL (process {pid}) still runs in {folder} and does not stop: end it before starting the service again.");
}
