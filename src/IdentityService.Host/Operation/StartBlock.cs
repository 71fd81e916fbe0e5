using IdentityService.Engine.Secrets;
using IdentityService.Host.Settings;

namespace IdentityService.Host.Operation;

/// <summary>What a start in Development prints: everything a first call needs.</summary>
public static class StartBlock
{
    // The built-in demonstration's ids; SeedTests hold them to it.
    private const string DemoPool = "us-east-1_Demo00001";
    private const string DemoClient = "demopublicclient0000000001";

    public static void Print(ServiceSettings settings, AccessKey? made)
    {
        if (!settings.IsDevelopment)
            return;

        var address = settings.Installation.PublicBaseUrl;
        var keyFile = Path.Combine(settings.DataFolder, FirstSteps.AccessKeyFile);
        Console.WriteLine($"""

            IdentityService is running in Development.

              Endpoint      {address}
            {Demo(settings)}  Inbox         {address}/dev/inbox
              Access key    {KeyText(made, keyFile)}
              Key file      {settings.KeyFile}  (lose it, lose all: back it up, apart from the database)

            """);
    }

    private static string Demo(ServiceSettings settings) => settings.Seed is not null ? "" : $"""
          Issuer        {settings.Installation.IssuerOf(DemoPool)}
          User pool     {DemoPool}
          App client    {DemoClient}  (public; no user exists yet)

        """;

    private static string KeyText(AccessKey? made, string keyFile) => made is null
        ? File.Exists(keyFile) ? $"made at the first start, kept in {keyFile}" : "as configured"
        : $"{made.Id}  {made.Secret}  (shown once; kept in {keyFile})";
}
