namespace IdentityService.Operations.UserPools.SignIn;

/// <summary>Where a sign-in's SECRET_HASH stands, and over which name it is.</summary>
internal static class SignInProof
{
    /// <summary>A refresh names no user: what its hash is over follows from the token, so the flow itself checks.</summary>
    public static ClientProof OfFlow(string flow, Dictionary<string, string> parameters) => flow is "REFRESH_TOKEN_AUTH" or "REFRESH_TOKEN"
        ? new ClientProof.CheckedByOperation()
        : Of(parameters);

    public static ClientProof Of(Dictionary<string, string> parameters) =>
        new ClientProof.HashOver(parameters.GetValueOrDefault("USERNAME"), parameters.GetValueOrDefault("SECRET_HASH"));
}
