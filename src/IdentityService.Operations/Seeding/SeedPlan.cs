using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IdentityService.Engine;
using IdentityService.Operations.UserPools.Clients;
using IdentityService.Operations.UserPools.Pools;
using IdentityService.Wire;
using IdentityService.Wire.Contracts;

namespace IdentityService.Operations.Seeding;

/// <summary>A pool with a chosen id.</summary>
public sealed record SeedPool(string Place, string Id, CreateUserPool.Request Request, IReadOnlyList<SeedClient> Clients);

/// <summary>An app client with a chosen id.</summary>
public sealed record SeedClient(string Place, string ClientId, CreateUserPoolClient.Request Request);

/// <summary>
/// What a seed file asks for: <c>{"Pools":[{"Id":..., members of CreateUserPoolRequest..., "Clients":[{"ClientId":..., members of
/// CreateUserPoolClientRequest...}]}]}</c>. Read strictly, since a misspelt member would leave a setting unset in silence.
/// </summary>
public sealed partial record SeedPlan(string Source, IReadOnlyList<SeedPool> Pools)
{
    /// <param name="source">The file, as refusals name it.</param>
    /// <param name="json">Its content.</param>
    /// <exception cref="StartRefused">With the file, the place and the reason.</exception>
    public static SeedPlan Read(string source, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, WireJson.Documents);
            var root = document.RootElement;
            RefuseUnknown(source, "the root", root, ["Pools"]);
            var pools = Items(source, "Pools", root, "Pools").Select((pool, at) => ReadPool(source, $"Pools[{at}]", pool)).ToArray();
            RefuseDuplicates(source, "pool", pools.Select(p => p.Id));
            RefuseDuplicates(source, "client", pools.SelectMany(p => p.Clients).Select(c => c.ClientId));
            return new SeedPlan(source, pools);
        }
        catch (JsonException error)
        {
            throw new StartRefused($"The seed {source} is not valid JSON: {error.Message}");
        }
    }

    /// <summary>A refusal of one place of a seed.</summary>
    internal static StartRefused Refuse(string source, string place, string reason) => new($"The seed {source} is refused at {place}: {reason}");

    private static SeedPool ReadPool(string source, string place, JsonElement pool)
    {
        var (id, request) = ReadItem<CreateUserPool.Request>(source, place, pool, new("CreateUserPool", "Id", PoolId(), []), "Clients");
        var clients = Items(source, $"{place}.Clients", pool, "Clients")
            .Select((client, at) => ReadClient(source, $"{place}.Clients[{at}]", client, id));
        return new SeedPool(place, id, request, [.. clients]);
    }

    private static SeedClient ReadClient(string source, string place, JsonElement client, string poolId)
    {
        var (id, request) = ReadItem<CreateUserPoolClient.Request>(
            source, place, client, new("CreateUserPoolClient", "ClientId", ClientId(), [("UserPoolId", poolId)]));
        return new SeedClient(place, id, request);
    }

    private sealed record Kind(string Operation, string IdMember, Regex IdForm, (string Name, string Value)[] Implied);

    private static (string Id, T Request) ReadItem<T>(string source, string place, JsonElement item, Kind kind, params string[] extra)
    {
        var contract = ServiceContract.CognitoIdp.Operations[kind.Operation];
        var known = contract.Input!.Members.Select(m => m.Name).Except(kind.Implied.Select(i => i.Name), StringComparer.Ordinal);
        RefuseUnknown(source, place, item, [.. known, kind.IdMember, .. extra]);

        if (!item.TryGetProperty(kind.IdMember, out var given) || given.ValueKind != JsonValueKind.String || !kind.IdForm.IsMatch(given.GetString()!))
            throw Refuse(source, place, $"{kind.IdMember} must have the form {kind.IdForm}.");

        try
        {
            using var body = JsonDocument.Parse(WithImplied(item, kind), WireJson.Documents);
            var violations = ContractValidator.Violations(contract, body.RootElement);
            return violations.Count > 0
                ? throw Refuse(source, place, string.Join("; ", violations))
                : (given.GetString()!, body.RootElement.Deserialize<T>(WireJson.Requests)!);
        }
        catch (CognitoError error)
        {
            throw Refuse(source, place, error.Message);
        }
    }

    private static string WithImplied(JsonElement item, Kind kind)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in kind.Implied)
                writer.WriteString(name, value);
            foreach (var member in item.EnumerateObject().Where(m => m.Name != kind.IdMember))
                member.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static JsonElement[] Items(string source, string place, JsonElement owner, string member)
    {
        if (!owner.TryGetProperty(member, out var list))
            return [];
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : throw Refuse(source, place, "a list is expected.");
    }

    private static void RefuseUnknown(string source, string place, JsonElement item, string[] known)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw Refuse(source, place, "an object is expected.");
        foreach (var member in item.EnumerateObject())
        {
            if (!known.Contains(member.Name, StringComparer.Ordinal))
                throw Refuse(source, place, $"there is no member {member.Name}.");
        }
    }

    private static void RefuseDuplicates(string source, string what, IEnumerable<string> ids)
    {
        if (ids.GroupBy(i => i, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Refuse(source, "Pools", $"the {what} {twice.Key} stands there twice.");
    }

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]_[0-9A-Za-z]{9}\\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PoolId();

    [GeneratedRegex("^[0-9a-z]{26}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex ClientId();
}
