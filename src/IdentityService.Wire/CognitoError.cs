namespace IdentityService.Wire;

/// <summary>
/// A refusal in Cognito's own words: the error's shape name and its message. Made by the named functions of
/// <see cref="CognitoErrors"/>, turned into bytes by the AwsJson door alone.
/// </summary>
/// <param name="type">The bare shape name, such as <c>NotAuthorizedException</c>.</param>
/// <param name="message">The wire text; null where Cognito was observed to send none.</param>
public sealed class CognitoError(string type, string? message) : Exception(message ?? type)
{
    /// <summary>The bare shape name, such as <c>NotAuthorizedException</c>.</summary>
    public string Type { get; } = type;

    /// <summary>The wire text; null where Cognito was observed to send none.</summary>
    public string? WireMessage { get; } = message;
}
