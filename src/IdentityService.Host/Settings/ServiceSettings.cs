using IdentityService.Engine;
using IdentityService.Engine.Messages;

namespace IdentityService.Host.Settings;

/// <summary>The settings of the service, read once. The README lists them.</summary>
public sealed record ServiceSettings
{
    private const string DefaultAccount = "000000000000";

    public required bool IsDevelopment { get; init; }

    /// <summary>Null for a private PostgreSQL.</summary>
    public string? ConnectionString { get; init; }
    public required string DataFolder { get; init; }
    public required bool DataFolderIsSet { get; init; }
    public required string KeyFile { get; init; }
    public required Installation Installation { get; init; }
    public required MailOptions Mail { get; init; }

    /// <summary>A file of pools and clients with chosen ids.</summary>
    public string? Seed { get; init; }

    /// <summary>Access keys given by configuration.</summary>
    public required IReadOnlyList<(string Id, string Secret)> AccessKeys { get; init; }

    /// <exception cref="StartRefused">A setting is missing or unusable.</exception>
    public static ServiceSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var dataFolder = Text(configuration, "DataFolder");
        var folder = Path.GetFullPath(dataFolder ?? ".data");
        return new ServiceSettings
        {
            IsDevelopment = environment.IsDevelopment(),
            ConnectionString = configuration.GetConnectionString("Directory") is { Length: > 0 } given ? given : null,
            DataFolder = folder,
            DataFolderIsSet = dataFolder is not null,
            KeyFile = Path.GetFullPath(Text(configuration, "KeyFile") ?? Path.Combine(folder, "key")),
            Installation = ReadInstallation(configuration, environment),
            Mail = configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions(),
            Seed = Text(configuration, "Seed"),
            AccessKeys = [.. configuration.GetSection("AccessKeys").GetChildren().Select(ReadAccessKey)],
        };
    }

    private static Installation ReadInstallation(IConfiguration configuration, IHostEnvironment environment)
    {
        var account = Text(configuration, "AccountId") ?? DefaultAccount;
        if (account.Length != DefaultAccount.Length || !account.All(char.IsAsciiDigit))
            throw new StartRefused("AccountId must be twelve digits.");
        return new Installation(BaseUrl(configuration, environment), account, Text(configuration, "Region"));
    }

    private static string BaseUrl(IConfiguration configuration, IHostEnvironment environment)
    {
        if (Text(configuration, "PublicBaseUrl") is { } given)
        {
            if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0)
                throw new StartRefused("PublicBaseUrl must be an http or https address without query, such as https://id.example.com.");
            return given.TrimEnd('/');
        }

        // Issuers must not depend on how a request came in, so outside Development somebody has to say who we are.
        if (!environment.IsDevelopment())
            throw new StartRefused("PublicBaseUrl must be set outside Development: issuers and links begin with it.");
        var address = (Text(configuration, "urls") ?? "http://localhost:8080").Split(';')[0];
        return address.Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal).TrimEnd('/');
    }

    private static (string Id, string Secret) ReadAccessKey(IConfigurationSection section)
    {
        if (Text(section, "AccessKeyId") is not { } id || Text(section, "SecretAccessKey") is not { } secret)
            throw new StartRefused($"{section.Path} must have AccessKeyId and SecretAccessKey.");
        if (secret.Length < 16)
            throw new StartRefused($"{section.Path}:SecretAccessKey is too short to be a secret: at least 16 characters.");
        return (id, secret);
    }

    private static string? Text(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } value ? value : null;
}
