using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityService.Storage.Users;
using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Users;

/// <summary>The wire's <c>UserStatusType</c>, as far as it is used.</summary>
public static class UserStatus
{
    public const string Unconfirmed = "UNCONFIRMED";
    public const string Confirmed = "CONFIRMED";
    public const string ResetRequired = "RESET_REQUIRED";
    public const string ForceChangePassword = "FORCE_CHANGE_PASSWORD";
}

/// <summary>One person in one pool, as just read. Never cached.</summary>
public sealed class User(UserRow row)
{
    public string PoolId { get; } = row.PoolId;

    /// <summary>A UUID, never reused (N-53).</summary>
    public string Sub { get; } = row.Id;
    public string Username { get; } = row.UserName!;
    public string Status { get; } = row.Status;
    public bool Enabled { get; } = row.Enabled;
    public DateTimeOffset CreatedAt { get; } = row.CreatedAt;
    public DateTimeOffset ModifiedAt { get; } = row.ModifiedAt;
    public DateTimeOffset? PasswordSetAt { get; } = row.PasswordSetAt;

    /// <summary>Names and values, <c>sub</c> left out.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; } =
        JsonSerializer.Deserialize<SortedDictionary<string, string>>(row.Attributes) ?? [];

    public bool HasPassword => SealedPasswordHash is not null;

    /// <summary>Names the password the user has now without revealing it: SHA-256 of its sealed hash.</summary>
    internal byte[] PasswordMark => SHA256.HashData(Encoding.ASCII.GetBytes(SealedPasswordHash ?? ""));

    internal string? SealedPasswordHash { get; } = row.PasswordHash;
    internal byte[]? SealedSrpVerifier { get; } = row.SealedSrpVerifier;

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    public bool IsVerified(string attribute) => this[attribute + "_verified"] == "true";

    /// <summary>The attributes as the API lists them: Cognito, observed: <c>sub</c> comes last.</summary>
    public AttributeType[] ToWire(Func<string, bool> shown) =>
        [.. Attributes.Where(a => shown(a.Key)).Select(a => new AttributeType { Name = a.Key, Value = a.Value }),
            .. shown("sub") ? [new AttributeType { Name = "sub", Value = Sub }] : Array.Empty<AttributeType>()];

    /// <summary>The shape of ListUsers and AdminCreateUser.</summary>
    public UserType ToUserType(Func<string, bool> shown) => new()
    {
        Username = Username,
        Attributes = ToWire(shown),
        UserCreateDate = CreatedAt,
        UserLastModifiedDate = ModifiedAt,
        Enabled = Enabled,
        UserStatus = Status,
    };
}
