using System.Text.Json;
using IdentityService.Wire;
using Xunit;

namespace IdentityService.Rules.Tests.Contracts;

public sealed class WireJsonTests
{
    public sealed record Part(string Name, string? Value);

    public sealed record Request
    {
        public required string Username { get; init; }
        public string? Secret { get; init; }
        public int Limit { get; init; } = 60;
        public long? Count { get; init; }
        public bool Force { get; init; } = true;
        public bool? Remember { get; init; }
        public DateTimeOffset? At { get; init; }
        public DateTimeOffset Since { get; init; } = DateTimeOffset.UnixEpoch;
        public byte[]? Blob { get; init; }
        public Part[] Parts { get; init; } = [];
        public IReadOnlyList<string> Names { get; init; } = [];
        public Dictionary<string, string> Metadata { get; init; } = [];
    }

    public sealed record Response(string Name, DateTimeOffset Created, string? Session, int? Count, Dictionary<string, string> Parameters);

    [Fact]
    public void Absent_members_keep_their_defaults() => AssertDefaults(Read("""{"Username":"u"}"""));

    [Fact]
    public void Nulls_keep_the_defaults_too() => AssertDefaults(Read(
        """
        {"Username":"u","Secret":null,"Limit":null,"Count":null,"Force":null,"Remember":null,"At":null,"Since":null,"Blob":null,"Parts":null,
         "Names":null,"Metadata":null}
        """));

    [Fact]
    public void Members_are_read()
    {
        var request = Read(
            """
            {"Username":"u","Secret":"s","Limit":5,"Count":7,"Force":false,"Remember":true,"At":1715100742.022,"Since":1.520501199421E9,
             "Blob":"aGk=","Parts":[{"Name":"n","Value":null}],"Names":["a"],"Metadata":{"k":"v","DEVICE_KEY":null},"Unknown":{"x":[1]}}
            """);

        Assert.Equal(("s", 5, 7L, false, true), (request.Secret, request.Limit, request.Count, request.Force, request.Remember));
        Assert.Equal(1715100742022, request.At!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(1520501199421, request.Since.ToUnixTimeMilliseconds());
        Assert.Equal("hi"u8.ToArray(), request.Blob);
        Assert.Equal(new Part("n", null), Assert.Single(request.Parts));
        Assert.Equal(["a"], request.Names);
        Assert.Equal("v", Assert.Single(request.Metadata).Value);
    }

    [Theory]
    [InlineData("""{"username":"u"}""")]
    [InlineData("""{"Username":"u","Username":"v"}""")]
    [InlineData("""{"Username":"u","Metadata":{"k":"1","k":"2"}}""")]
    [InlineData("""{"Username":"u","Metadata":{"k":1}}""")]
    [InlineData("""{"Username":"u","Metadata":[]}""")]
    [InlineData("""{"Username":"u","Limit":"5"}""")]
    [InlineData("""{"Username":"u","Limit":1.5}""")]
    [InlineData("""{"Username":"u","At":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"Username":"u","At":1e30}""")]
    [InlineData("""{"Username":"u","At":99999999999999}""")]
    public void What_is_not_exact_is_refused(string body) => Assert.Throws<JsonException>(() => Read(body));

    [Fact]
    public void S34_depth_is_bounded_at_64()
    {
        var body = """{"Username":"u","X":""" + new string('[', 64) + new string(']', 64) + "}";

        Assert.Throws<JsonException>(() => Read(body));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body, WireJson.Documents));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse("""{"a":1,"a":2}""", WireJson.Documents));
    }

    [Fact]
    public void Answers_leave_nulls_out_and_write_seconds_with_milliseconds()
    {
        var answer = new Response("é<>&'+", DateTimeOffset.FromUnixTimeMilliseconds(1715100742022), null, null, []);

        Assert.Equal("""{"Name":"é<>&'+","Created":1715100742.022,"Parameters":{}}""", JsonSerializer.Serialize(answer, WireJson.Answers));
    }

    [Theory]
    [InlineData(1715100742000, "1715100742")]
    [InlineData(1715100742100, "1715100742.1")]
    [InlineData(1715100742001, "1715100742.001")]
    public void Timestamps_are_exact(long milliseconds, string written) =>
        Assert.Equal(written, JsonSerializer.Serialize(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), WireJson.Answers));

    [Fact]
    public void A_request_record_can_be_written_as_an_answer_and_read_again()
    {
        var request = Read("""{"Username":"u","Parts":[{"Name":"n"}],"Metadata":{"k":"v"}}""");
        Assert.Equivalent(request, Read(JsonSerializer.Serialize(request, WireJson.Answers)), strict: true);
    }

    private static Request Read(string body) => JsonSerializer.Deserialize<Request>(body, WireJson.Requests)!;

    private static void AssertDefaults(Request request)
    {
        Assert.Equal(("u", null, 60, null, true, null), (request.Username, request.Secret, request.Limit, request.Count, request.Force, request.Remember));
        Assert.Null(request.At);
        Assert.Equal(DateTimeOffset.UnixEpoch, request.Since);
        Assert.Null(request.Blob);
        Assert.Empty(request.Parts);
        Assert.Empty(request.Names);
        Assert.Empty(request.Metadata);
    }
}
