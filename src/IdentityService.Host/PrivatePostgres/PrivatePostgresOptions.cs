namespace IdentityService.Host.PrivatePostgres;

/// <summary>Where the private PostgreSQL keeps its data and how carefully.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>The service's data folder, made when missing; the cluster stands in its subfolder <c>postgres</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>True in Development, or when the operator has set <c>DataFolder</c>. False refuses the start: nobody should find
    /// a production directory in a folder that nobody chose and nobody backs up.</summary>
    public required bool Permitted { get; init; }

    /// <summary>The only folder to look in for <c>initdb</c> and <c>postgres</c>; null for PATH and the distributions' folders.</summary>
    public string? ProgramFolder { get; init; }

    /// <summary>Connections PostgreSQL accepts, 10 to 1000.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>False trades every promise of durability for speed. Only for data that dies with its process.</summary>
    public bool Durable { get; init; } = true;
}
