using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace IdentityService.Wire;

/// <summary>How requests are read and answers written, for all three services. Made once.</summary>
public static class WireJson
{
    /// <summary>The deepest nesting accepted (S-34).</summary>
    public const int MaxDepth = 64;

    /// <summary>For parsing a body before it is validated: bounded depth, duplicate members refused.</summary>
    public static JsonDocumentOptions Documents { get; } = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>
    /// Reads: exact names, unknown members ignored, duplicates refused, strict numbers, timestamps as Unix seconds. A null leaves the
    /// property's default standing, and drops the entry of a string map. Members of records must be properties, not constructor parameters.
    /// </summary>
    public static JsonSerializerOptions Requests { get; } = Frozen(new JsonSerializerOptions
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NullIsAbsent.Modify } },
        Converters = { new UnixSecondsConverter(), new StringMapConverter() },
    });

    /// <summary>Writes: names as declared, nulls left out, timestamps as Unix seconds with a millisecond fraction, no needless escapes.</summary>
    public static JsonSerializerOptions Answers { get; } = Frozen(new JsonSerializerOptions
    {
        MaxDepth = MaxDepth,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Safe: answers are application/x-amz-json-1.1, never HTML.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new UnixSecondsConverter() },
    });

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.MakeReadOnly();
        return options;
    }
}
