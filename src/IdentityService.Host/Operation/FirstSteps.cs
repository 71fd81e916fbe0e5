using IdentityService.Engine.Secrets;
using IdentityService.Host.Settings;
using IdentityService.Operations.Seeding;

namespace IdentityService.Host.Operation;

/// <summary>What a start does before the first request: access keys and seed.</summary>
public static class FirstSteps
{
    /// <summary>The file that keeps the access key made at the first start in Development, readable by its owner alone.</summary>
    public const string AccessKeyFile = "access-key";

    /// <returns>The access key, if one was made now; it is shown once.</returns>
    public static async Task<AccessKey?> Take(IServiceProvider services, ServiceSettings settings, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<AccessKeys>();
        foreach (var (id, secret) in settings.AccessKeys)
            await keys.Import(id, secret, cancel);

        var made = settings.IsDevelopment && !await keys.Any(cancel) ? await keys.Make(cancel) : null;
        if (made is not null)
            await Keep(made, settings.DataFolder, cancel);

        var seed = scope.ServiceProvider.GetRequiredService<Seed>();
        if (settings.Seed is not null)
            await seed.Apply(settings.Seed, cancel);
        else if (settings.IsDevelopment)
            await seed.ApplyDemo(cancel);
        return made;
    }

    private static async Task Keep(AccessKey key, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, AccessKeyFile)); // An old one might be readable by others.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new StreamWriter(new FileStream(Path.Combine(folder, AccessKeyFile), options));
        await file.WriteAsync($"AWS_ACCESS_KEY_ID={key.Id}\nAWS_SECRET_ACCESS_KEY={key.Secret}\n".AsMemory(), cancel);
    }
}
