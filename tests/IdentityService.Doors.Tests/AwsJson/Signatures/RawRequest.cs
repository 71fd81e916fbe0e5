using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace IdentityService.Doors.Tests.AwsJson.Signatures;

/// <summary>A request as it stands on the wire, so that a test can show it and change one thing about it.</summary>
internal sealed record RawRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public static RawRequest Parse(string text)
    {
        var parts = text.Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        var requestLine = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => (pair[0], pair[1][1..])).ToArray();
        return new RawRequest(requestLine[0], requestLine[1], headers, parts.ElementAtOrDefault(1) ?? "");
    }

    public string this[string name] => Headers.Single(header => header.Name == name).Value;

    public RawRequest Without(string name) => this with { Headers = [.. Headers.Where(header => header.Name != name)] };

    public RawRequest Adding(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public RawRequest With(string name, string value) => Without(name).Adding(name, value);

    public RawRequest Replacing(string name, string part, string by)
    {
        Assert.Contains(part, this[name], StringComparison.Ordinal);
        return With(name, this[name].Replace(part, by, StringComparison.Ordinal));
    }

    public RawRequest ReplacingInTarget(string part, string by)
    {
        Assert.Contains(part, Target, StringComparison.Ordinal);
        return this with { Target = Target.Replace(part, by, StringComparison.Ordinal) };
    }

    public ReadOnlyMemory<byte> BodyBytes => Encoding.UTF8.GetBytes(Body);

    public HttpRequest ToRequest()
    {
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = Target;
        context.Request.Method = Method;
        foreach (var (name, value) in Headers)
            context.Request.Headers[name] = StringValues.Concat(context.Request.Headers[name], value);
        return context.Request;
    }
}
