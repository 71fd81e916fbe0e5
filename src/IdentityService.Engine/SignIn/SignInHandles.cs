using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using Microsoft.EntityFrameworkCore;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.SignIn;

/// <summary>The state of a sign-in between two requests. It travels with the caller, sealed; only that it was spent is remembered here.</summary>
/// <param name="Sub">The user; in the pretended sign-in of an unknown one an id that nobody has.</param>
/// <param name="Username">The name the sign-in is for: the user's own, or the unknown name as sent.</param>
/// <param name="GivenName">The name as typed at the start; later requests may repeat it.</param>
public sealed record SignInState(
    Guid Id, string ChallengeName, string Sub, string Username, string GivenName, DateTimeOffset AuthTime, DateTimeOffset ExpiresAt)
{
    public SrpState? Srp { get; init; }

    /// <summary>Which password the sign-in began with, so that a handle dies with it (N-76); null where none was proven yet.</summary>
    public byte[]? PasswordMark { get; init; }

    /// <summary>Whether a request's USERNAME means the user of this sign-in.</summary>
    public bool IsFor(string name) => name == Username || name == GivenName || name == Sub;
}

/// <summary>The server's half of an SRP exchange.</summary>
/// <param name="ClientKey">A, unsigned big endian.</param>
/// <param name="PublicKey">B, unsigned big endian.</param>
/// <param name="Secret">b, 32 bytes.</param>
public sealed record SrpState(byte[] ClientKey, byte[] PublicKey, byte[] Secret);

/// <summary>
/// Seals and opens the handles of sign-ins: the wire's Session and SECRET_BLOCK. A handle is bound to pool and client; a request that
/// proves nothing writes nothing, and any replica can go on.
/// </summary>
public sealed class SignInHandles(Envelope envelope, DirectoryDb db, TimeProvider clock)
{
    private const int PaddedSize = 1536;

    /// <summary>A Session string: base64url.</summary>
    public string Seal(AppClient client, SignInState state) => Base64Url.EncodeToString(SealBytes(client, state));

    /// <summary>A SECRET_BLOCK: standard base64 with padding, as clients decode it.</summary>
    public string SealBlock(AppClient client, SignInState state) => Convert.ToBase64String(SealBytes(client, state));

    /// <exception cref="Wire.CognitoError">NotAuthorizedException: it is not a handle of this client and challenge, or has expired.</exception>
    public SignInState Open(AppClient client, string challengeName, string session)
    {
        var bytes = Encoding.UTF8.GetBytes(session);
        var state = Base64Url.IsValid(bytes) ? Read(client, Base64Url.DecodeFromUtf8(bytes)) : null;
        if (state is null || state.ChallengeName != challengeName)
            throw InvalidSession();
        return state.ExpiresAt > clock.GetUtcNow() ? state : throw SessionExpired();
    }

    /// <summary>The state in a SECRET_BLOCK; null for anything that is not one of this client and fresh.</summary>
    public SignInState? TryOpenBlock(AppClient client, byte[] block) =>
        Read(client, block) is { ChallengeName: ChallengeName.PasswordVerifier } state && state.ExpiresAt > clock.GetUtcNow() ? state : null;

    /// <summary>Spends a handle. The unique insert decides: whatever follows, there is one winner (S-14).</summary>
    /// <returns>False when it was spent before.</returns>
    public async Task<bool> TrySpend(AppClient client, SignInState state, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO spent_handles (pool_id, handle_id, expires_at) VALUES ({client.Pool.Id}, {state.Id}, {state.ExpiresAt})
            ON CONFLICT DO NOTHING
            """, cancel) == 1;

    /// <summary>Whether a handle was spent. Only <see cref="TrySpend"/> decides between answers at the same time.</summary>
    public Task<bool> IsSpent(AppClient client, SignInState state, CancellationToken cancel) =>
        db.SpentHandles.AnyAsync(h => h.PoolId == client.Pool.Id && h.HandleId == state.Id, cancel);

    private byte[] SealBytes(AppClient client, SignInState state) =>
        envelope.Seal(Of(client), Padded(JsonSerializer.SerializeToUtf8Bytes(state)));

    // Blanks after the JSON: the length of a handle must not tell a known user from an unknown one (S-13).
    private static byte[] Padded(byte[] json)
    {
        var padded = new byte[(json.Length + PaddedSize - 1) / PaddedSize * PaddedSize];
        padded.AsSpan().Fill((byte)' ');
        json.CopyTo(padded, 0);
        return padded;
    }


    private SignInState? Read(AppClient client, byte[] sealedState) =>
        envelope.TryOpen(Of(client), sealedState) is { } plain ? JsonSerializer.Deserialize<SignInState>(plain) : null;

    private static Binding Of(AppClient client) => Binding.To("sign-in", client.Pool.Id, client.Id);
}
