using IdentityService.Engine;
using IdentityService.Engine.Pools;
using IdentityService.Wire;

namespace IdentityService.Operations.Seeding;

/// <summary>How many pools and clients a seed made; the rest was there already.</summary>
public sealed record Seeded(int Pools, int Clients);

/// <summary>
/// Pools and clients with chosen ids, made at start. What exists by its id is left as it is, so a changed seed never overwrites settings
/// made since; what is missing is made. Any number of replicas may apply one seed at once: the database decides who makes what.
/// </summary>
public sealed class Seed(PoolStore pools, AppClients clients, PoolDirectory directory, Installation installation, TimeProvider clock)
{
    private const string DemoResource = "demo.json";

    /// <summary>Applies a file.</summary>
    /// <exception cref="StartRefused">The file cannot be read, or asks for what the operations would refuse.</exception>
    public async Task<Seeded> Apply(string path, CancellationToken cancel)
    {
        string json;
        try
        {
            json = await File.ReadAllTextAsync(path, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartRefused($"The seed {path} cannot be read: {error.Message}");
        }

        return await Apply(SeedPlan.Read(path, json), cancel);
    }

    /// <summary>Applies the built-in demonstration: one pool and one public client. For Development only.</summary>
    public async Task<Seeded> ApplyDemo(CancellationToken cancel)
    {
        await using var resource = typeof(Seed).Assembly.GetManifestResourceStream(DemoResource)!;
        using var reader = new StreamReader(resource);
        return await Apply(SeedPlan.Read(DemoResource, await reader.ReadToEndAsync(cancel)), cancel);
    }

    private async Task<Seeded> Apply(SeedPlan plan, CancellationToken cancel)
    {
        var made = new Seeded(0, 0);
        foreach (var pool in plan.Pools)
        {
            if (await OrRefuse(plan, pool.Place, () => Ensure(pool, cancel)))
                made = made with { Pools = made.Pools + 1 };
            foreach (var client in pool.Clients)
            {
                if (await OrRefuse(plan, client.Place, () => Ensure(client, cancel)))
                    made = made with { Clients = made.Clients + 1 };
            }
        }

        return made;
    }

    private static async Task<bool> OrRefuse(SeedPlan plan, string place, Func<Task<bool>> ensure)
    {
        try
        {
            return await ensure();
        }
        catch (CognitoError error)
        {
            throw SeedPlan.Refuse(plan.Source, place, error.Message);
        }
    }

    private async Task<bool> Ensure(SeedPool pool, CancellationToken cancel)
    {
        // Checked even where the pool exists, so that a bad seed is refused at every start and not only at the first.
        var settings = NewPool.From(pool.Request.AsSettings(), pool.Request.Schema ?? [], pool.Id, installation, clock.GetUtcNow());
        return await pools.Find(pool.Id, cancel) is null && await pools.TryAdd(settings, cancel);
    }

    private async Task<bool> Ensure(SeedClient client, CancellationToken cancel)
    {
        var pool = await directory.Require(client.Request.UserPoolId, cancel);
        if (await clients.Find(pool.Id, client.ClientId, cancel) is not null)
            return false;

        var secret = NewClient.SecretOf(client.Request.GenerateSecret ?? false, client.Request.ClientSecret);
        var made = NewClient.From(pool, client.Request.AsSettings(client.ClientId), secret, installation, clock.GetUtcNow());
        if (await clients.TryAdd(made.Settings, made.Secret, cancel))
            return true;

        // Taken: by another replica just now, which is fine, or by another pool, which is not.
        return await clients.Find(pool.Id, client.ClientId, cancel) is not null
            ? false
            : throw CognitoErrors.InvalidParameter($"The client {client.ClientId} belongs to another pool.");
    }
}
