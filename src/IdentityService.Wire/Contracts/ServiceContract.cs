using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IdentityService.Wire.Contracts;

/// <summary>What one of Cognito's three services promises: operations, shapes, limits and permitted errors. Immutable.</summary>
public sealed class ServiceContract
{
    private static readonly Lazy<ServiceContract> Idp = new(() => ContractReader.ReadEmbedded("cognito-idp"));
    private static readonly Lazy<ServiceContract> Identity = new(() => ContractReader.ReadEmbedded("cognito-identity"));
    private static readonly Lazy<ServiceContract> Sync = new(() => ContractReader.ReadEmbedded("cognito-sync"));

    /// <summary>User pools.</summary>
    public static ServiceContract CognitoIdp => Idp.Value;

    /// <summary>Identity pools.</summary>
    public static ServiceContract CognitoIdentity => Identity.Value;

    /// <summary>Cognito Sync.</summary>
    public static ServiceContract CognitoSync => Sync.Value;

    /// <summary>The SigV4 service name, such as <c>cognito-idp</c>.</summary>
    public required string Service { get; init; }

    /// <summary>What stands before the dot in <c>X-Amz-Target</c>; null for the REST-JSON service.</summary>
    public required string? TargetPrefix { get; init; }

    /// <summary>By exact name.</summary>
    public required FrozenDictionary<string, OperationContract> Operations { get; init; }

    /// <summary>By code, such as <c>NotAuthorizedException</c>.</summary>
    public required FrozenDictionary<string, ErrorContract> Errors { get; init; }

    /// <summary>By the contract's name, with all service-wide overrides applied.</summary>
    public required FrozenDictionary<string, Shape> Shapes { get; init; }
}

/// <summary>One operation.</summary>
public sealed class OperationContract
{
    /// <summary>Its exact name, such as <c>InitiateAuth</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The SigV4 service name of its contract.</summary>
    public required string Service { get; init; }

    public required StructureShape? Input { get; init; }

    /// <summary>Null when Cognito answers with an empty body; without members when it answers <c>{}</c>.</summary>
    public required StructureShape? Output { get; init; }

    public required bool NeedsSigV4 { get; init; }

    /// <summary>The codes it may answer with, framework errors apart.</summary>
    public required FrozenSet<string> Errors { get; init; }

    /// <summary>The code under which its service reports violated constraints.</summary>
    public required string ViolationError { get; init; }

    /// <summary>REST-JSON only: the HTTP method.</summary>
    public string? HttpMethod { get; init; }

    /// <summary>REST-JSON only: the path template, such as <c>/identitypools/{IdentityPoolId}</c>.</summary>
    public string? HttpUri { get; init; }
}

/// <summary>One error: its code, its HTTP status and the members of its body.</summary>
public sealed record ErrorContract(string Code, int HttpStatus, ImmutableArray<string> Members);
