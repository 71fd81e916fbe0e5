namespace IdentityService.Engine.Factors.Passwords;

/// <summary>A password in the clear: a type of its own, so that it cannot be stored or logged by mistake (S-29).</summary>
public sealed class PlainPassword(string text)
{
    internal string Text { get; } = text;

    public override string ToString() => "***";
}

/// <summary>What is stored of a password: Identity's hash and the SRP verifier, both sealed for one user.</summary>
public sealed record PasswordCredential(string SealedHash, byte[] SealedSrpVerifier);
