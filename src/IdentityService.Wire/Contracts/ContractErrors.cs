using System.Text.Json;

namespace IdentityService.Wire.Contracts;

/// <summary>
/// Refusals of requests that do not fit the contract. The SerializationException texts were measured on other AWS services of the same
/// JSON 1.1 framework; targets other than String and Integer follow their form.
/// </summary>
public static class ContractErrors
{
    /// <summary>All violations at once, under the code the operation's service uses for them.</summary>
    public static CognitoError ConstraintViolations(OperationContract operation, IReadOnlyCollection<string> violations)
    {
        var error = CognitoErrors.ConstraintViolations(violations);
        return string.Equals(operation.ViolationError, error.Type, StringComparison.Ordinal)
            ? error
            : new CognitoError(operation.ViolationError, error.WireMessage);
    }

    /// <summary>Not JSON, or text that is not well-formed Unicode. The framework sends no message (observed).</summary>
    public static CognitoError Malformed() => Serialization(null);

    /// <summary>Nested deeper than 64 levels (S-34).</summary>
    public static CognitoError TooDeep() => Serialization(null);

    /// <summary>A value of another JSON type than the contract's, a fraction or overflow where a whole number is due included.</summary>
    public static CognitoError WrongType(JsonValueKind found, Shape expected) => Serialization(found switch
    {
        JsonValueKind.Object => "Start of structure or map found where not expected.",
        JsonValueKind.Array => "Start of list found where not expected",
        _ => expected switch
        {
            ListShape => "Expected list or null",
            StructureShape or MapShape => "Expected null",
            _ => $"{TokenName(found)} can not be converted to {TargetName(expected)}",
        },
    });

    /// <summary>The framework's refusal of a request it cannot read.</summary>
    public static CognitoError Serialization(string? message) => new("SerializationException", message);

    private static string TokenName(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "STRING_VALUE",
        JsonValueKind.Number => "NUMBER_VALUE",
        JsonValueKind.True => "TRUE_VALUE",
        JsonValueKind.False => "FALSE_VALUE",
        _ => "NULL_VALUE",
    };

    private static string TargetName(Shape shape) => shape switch
    {
        StringShape => "a String",
        NumberShape { IsLong: true } => "a Long",
        NumberShape => "an Integer",
        BooleanShape => "a Boolean",
        TimestampShape => "a Timestamp",
        _ => "a Blob",
    };
}
