using System.Globalization;

namespace IdentityService.Host.PrivatePostgres;

/// <summary>An account of the operating system, as <c>/etc/passwd</c> has it.</summary>
public sealed record OsAccount(string Name, int UserId, int GroupId)
{
    /// <summary>Who is to run PostgreSQL: null for ourselves; when we are root, whom PostgreSQL refuses, <c>postgres</c> or else <c>nobody</c>.</summary>
    /// <exception cref="PrivatePostgresRefusal">We are root and neither account exists.</exception>
    public static OsAccount? ForPostgres() =>
        Environment.IsPrivilegedProcess ? Find("postgres") ?? Find("nobody") ?? throw PrivatePostgresRefusal.NoAccount() : null;

    private static OsAccount? Find(string name) =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length >= 4 && string.Equals(fields[0], name, StringComparison.Ordinal))
            .Select(fields => new OsAccount(name, Parse(fields[2]), Parse(fields[3])))
            .FirstOrDefault();

    private static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);
}
