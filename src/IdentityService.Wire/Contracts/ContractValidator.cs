using System.Text.Json;

namespace IdentityService.Wire.Contracts;

/// <summary>Holds a request to its contract before any operation runs.</summary>
public static class ContractValidator
{
    /// <summary>
    /// Every violated constraint in Cognito's words, in the contract's order of members; empty, and nothing allocated, when there is none.
    /// At most 100 are told. Unknown members are ignored and nulls count as absent.
    /// </summary>
    /// <exception cref="CognitoError">SerializationException: a wrong JSON type, ill-formed text, or more than 64 levels.</exception>
    public static IReadOnlyList<string> Violations(OperationContract operation, JsonElement body)
    {
        if (operation.Input is not { } input) return [];

        var walk = new ContractWalk();
        try
        {
            walk.Structure(input, body, sensitive: false);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json's way to say that escapes in text do not make well-formed Unicode (half a surrogate pair).
            throw ContractErrors.Malformed();
        }

        return walk.Violations;
    }
}
