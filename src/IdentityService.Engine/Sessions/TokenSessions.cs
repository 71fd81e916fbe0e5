using System.Security.Cryptography;
using IdentityService.Engine.Pools;
using IdentityService.Engine.Secrets;
using IdentityService.Engine.Users;
using IdentityService.Storage;
using IdentityService.Storage.Sessions;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Sessions;

/// <summary>A session beside its user, read in one go; both as they are now. The user is null once deleted.</summary>
public sealed record SessionState(TokenSession Session, bool Revoked, User? User);

/// <summary>The refresh-token families. A family has one current token; rotation, reuse and revocation are decided by one statement each.</summary>
public sealed class TokenSessions(DirectoryDb db, Envelope envelope, TimeProvider clock)
{
    private const int JtiSize = 32;

    /// <summary>
    /// Begins a session and answers the jti of its first refresh token (256 random bits, N-10), if the user is still as the sign-in saw
    /// them: a password set, a user disabled or deleted meanwhile ends a sign-in that is under way (N-13, N-71). The share lock makes this
    /// wait for such a change and look again.
    /// </summary>
    /// <returns>Null when the user has changed.</returns>
    public async Task<byte[]?> TryBegin(TokenSession session, User user, CancellationToken cancel)
    {
        var jti = RandomNumberGenerator.GetBytes(JtiSize);
        var began = await db.Database.ExecuteSqlAsync($"""
            INSERT INTO token_sessions (pool_id, origin_jti, event_id, user_id, client_id, scope, auth_time, expires_at, current_hash)
            SELECT u.pool_id, {session.OriginJti}, {session.EventId}, u.id, {session.ClientId}, {session.Scope}, {session.AuthTime},
                {session.ExpiresAt}, {SHA256.HashData(jti)}
            FROM users u
            WHERE u.pool_id = {session.PoolId} AND u.id = {session.Sub} AND u.enabled AND u.status = {user.Status}
                AND u.password_hash IS NOT DISTINCT FROM {user.SealedPasswordHash}
            FOR SHARE OF u
            """, cancel);
        return began == 1 ? jti : null;
    }

    /// <summary>The session that an <c>origin_jti</c> names, or, for tokens without one, an <c>event_id</c>.</summary>
    public async Task<SessionState?> Find(string poolId, Guid? originJti, Guid? eventId, CancellationToken cancel)
    {
        var sessions = originJti is { } origin
            ? db.TokenSessions.Where(s => s.PoolId == poolId && s.OriginJti == origin)
            : db.TokenSessions.Where(s => s.PoolId == poolId && s.EventId == eventId);
        var found = await sessions
            .GroupJoin(db.Users, s => new { s.PoolId, Id = s.UserId }, u => new { u.PoolId, u.Id }, (s, users) => new { Session = s, Users = users })
            .SelectMany(x => x.Users.DefaultIfEmpty(), (x, user) => new { x.Session, User = user })
            .SingleOrDefaultAsync(cancel);
        return found is null
            ? null
            : new SessionState(ToSession(found.Session), found.Session.RevokedAt is not null, found.User is null ? null : new User(found.User));
    }

    /// <summary>
    /// Redeems a refresh token of a live family. With rotation the current token is followed by another; its direct predecessor gets the
    /// same successor again while its grace lasts, so racing tabs never displace each other.
    /// </summary>
    public async Task<Redemption> Redeem(AppClient client, TokenSession session, byte[] jti, CancellationToken cancel)
    {
        var shown = SHA256.HashData(jti);
        if (!client.RotationEnabled && await IsCurrent(session, shown, cancel))
            return new Redemption.Kept();

        var successor = SuccessorOf(session, jti);
        if (client.RotationEnabled && await TryRotate(session, shown, successor, cancel))
            return new Redemption.Rotated(successor);
        return await AfterTheFact(client, session, shown, successor, cancel);
    }

    /// <summary>Ends one family, whichever generation named it.</summary>
    public Task Revoke(string poolId, Guid originJti, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db.TokenSessions.Where(s => s.PoolId == poolId && s.OriginJti == originJti && s.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, now), cancel);
    }

    /// <summary>Ends every family of a user, but one if asked (N-13, N-71).</summary>
    public Task RevokeAllOf(User user, Guid? except, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db.TokenSessions
            .Where(s => s.PoolId == user.PoolId && s.UserId == user.Sub && s.RevokedAt == null && (except == null || s.OriginJti != except))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, now), cancel);
    }

    private Task<bool> IsCurrent(TokenSession session, byte[] shown, CancellationToken cancel) => db.TokenSessions.AnyAsync(
        s => s.PoolId == session.PoolId && s.OriginJti == session.OriginJti && s.CurrentHash == shown && s.RevokedAt == null, cancel);

    private async Task<bool> TryRotate(TokenSession session, byte[] shown, byte[] successor, CancellationToken cancel)
    {
        var (now, next) = (clock.GetUtcNow(), SHA256.HashData(successor));
        return await db.TokenSessions
            .Where(s => s.PoolId == session.PoolId && s.OriginJti == session.OriginJti && s.CurrentHash == shown && s.RevokedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.PreviousHash, s => s.CurrentHash).SetProperty(s => s.CurrentHash, next).SetProperty(s => s.RotatedAt, now),
                cancel) == 1;
    }

    // The token is not the current one: its predecessor within its grace, one of an ended family, or one that was displaced.
    private async Task<Redemption> AfterTheFact(AppClient client, TokenSession session, byte[] shown, byte[] successor, CancellationToken cancel)
    {
        var row = await db.TokenSessions.SingleOrDefaultAsync(s => s.PoolId == session.PoolId && s.OriginJti == session.OriginJti, cancel);
        if (row is null || row.RevokedAt is not null)
            return new Redemption.Ended();

        var isPredecessor = row.PreviousHash is { } previous && CryptographicOperations.FixedTimeEquals(previous, shown);
        if (isPredecessor && clock.GetUtcNow() < row.RotatedAt + client.RotationGrace)
            return new Redemption.Rotated(successor);

        await Revoke(session.PoolId, session.OriginJti, cancel);
        return new Redemption.Reused();
    }

    private byte[] SuccessorOf(TokenSession session, byte[] jti) =>
        envelope.Mac(Binding.To("refresh successor", session.PoolId, session.OriginJti.ToString(), Convert.ToHexString(jti)));

    private static TokenSession ToSession(TokenSessionRow row) =>
        new(row.PoolId, row.OriginJti, row.EventId, row.UserId, row.ClientId, row.Scope, row.AuthTime, row.ExpiresAt);
}
