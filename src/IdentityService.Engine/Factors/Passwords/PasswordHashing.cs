using IdentityService.Storage.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using static IdentityService.Wire.CognitoErrors;

namespace IdentityService.Engine.Factors.Passwords;

/// <summary>
/// Identity's password hasher (PBKDF2-HMAC-SHA512) behind a small bounded queue, so that a flood of sign-ins cannot take every thread
/// (rule 8, T-07): one hash per core at a time, and no more than <see cref="LongestQueue"/> waiting.
/// </summary>
public sealed class PasswordHashing : IDisposable
{
    /// <summary>At least 210,000 rounds (security requirements, section 7).</summary>
    public const int Iterations = 210_000;

    private const int LongestQueue = 64;
    private readonly PasswordHasher<UserRow> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);
    private readonly Lazy<string> _decoy;
    private int _waiting;

    public PasswordHashing() => _decoy = new Lazy<string>(() => _hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    /// <exception cref="Wire.CognitoError">TooManyRequestsException when the queue is full.</exception>
    public Task<string> Hash(string password, CancellationToken cancel) => Queued(() => _hasher.HashPassword(null!, password), cancel);

    /// <summary>Compares in constant time; <see cref="PasswordVerificationResult.SuccessRehashNeeded"/> when the hash is of an older kind.</summary>
    /// <exception cref="Wire.CognitoError">TooManyRequestsException when the queue is full.</exception>
    public Task<PasswordVerificationResult> Verify(string hash, string password, CancellationToken cancel) =>
        Queued(() => _hasher.VerifyHashedPassword(null!, hash, password), cancel);

    /// <summary>Costs what <see cref="Verify"/> costs and never succeeds: for users that do not exist (S-13).</summary>
    public Task VerifyDecoy(string password, CancellationToken cancel) => Verify(_decoy.Value, password, cancel);

    public void Dispose() => _slots.Dispose();

    private async Task<T> Queued<T>(Func<T> work, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _waiting) > LongestQueue)
        {
            Interlocked.Decrement(ref _waiting);
            throw TooManyRequests();
        }

        try
        {
            await _slots.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            return await Task.Run(work, cancel);
        }
        finally
        {
            _slots.Release();
        }
    }
}
