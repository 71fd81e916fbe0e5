using System.Reflection;
using IdentityService.Operations;
using IdentityService.Wire.Contracts;
using Xunit;

namespace IdentityService.Rules.Tests;

/// <summary>The catalogue against the contracts.</summary>
public sealed class CatalogueTests(ITestOutputHelper output)
{
    public static TheoryData<string> Lines => [.. Catalogue.UserPools.Select(l => l.Name)];

    [Fact]
    public void Coverage_is_printed()
    {
        foreach (var (contract, lines) in Catalogue.Services)
            output.WriteLine($"{contract.Service}: {lines.Count} of {contract.Operations.Count}");
        Assert.Equal([140, 23, 17], Catalogue.Services.Select(s => s.Contract.Operations.Count));
    }

    [Fact]
    public void No_operation_is_listed_twice_and_none_is_left_out()
    {
        var listed = Catalogue.Services.SelectMany(s => s.Lines).Select(l => l.Operation).ToList();
        Assert.Equal(listed.Count, listed.Distinct().Count());
        var written = typeof(Catalogue).Assembly.GetTypes()
            .Where(t => t.IsClass && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOperation<,,>)));
        Assert.Empty(written.Except(listed).Select(t => t.Name));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void The_caller_is_who_the_contract_says(string name)
    {
        var line = Catalogue.UserPools.Single(l => l.Name == name);
        Assert.Equal(line.Contract.NeedsSigV4, line.Caller == typeof(Administrator));
        Assert.Equal(line.Caller == typeof(SignedInUser), line.Contract.Input?.MembersByName.ContainsKey("AccessToken") ?? false);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Request_and_response_have_exactly_the_contracts_members(string name)
    {
        var line = Catalogue.UserPools.Single(l => l.Name == name);
        Compare(line.Contract.Input, line.Request, $"{name}.Request", isRequest: true);
        if (line.Contract.Output is null)
            Assert.Equal(typeof(Nothing), line.Response);
        else
            Compare(line.Contract.Output, line.Response, $"{name}.Response", isRequest: false);
    }

    private static void Compare(StructureShape? shape, Type type, string path, bool isRequest)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetMethod!.IsPublic).ToDictionary(NameOf, StringComparer.Ordinal);
        var members = shape?.Members.ToDictionary(m => m.Name, StringComparer.Ordinal) ?? [];
        Assert.True(members.Keys.Order().SequenceEqual(properties.Keys.Order()), $"{path}: {string.Join(',', members.Keys)} against {string.Join(',', properties.Keys)}");
        foreach (var (memberName, member) in members)
        {
            if (isRequest && member.IsRequired)
                Assert.True(IsRequired(properties[memberName]), $"{path}.{memberName} must be required");
            CompareType(member.Shape, properties[memberName].PropertyType, $"{path}.{memberName}", isRequest);
        }
    }

    private static void CompareType(Shape shape, Type type, string path, bool isRequest)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        switch (shape)
        {
            case StructureShape structure:
                Compare(structure, plain, path, isRequest: false);
                break;
            case ListShape list:
                Assert.True(plain.IsArray, path);
                CompareType(list.Element, plain.GetElementType()!, path, isRequest);
                break;
            case MapShape:
                Assert.Equal(typeof(Dictionary<string, string>), plain);
                break;
            default:
                Assert.Contains(plain, new[] { typeof(string), typeof(int), typeof(long), typeof(bool), typeof(DateTimeOffset) });
                break;
        }
    }

    private static bool IsRequired(PropertyInfo property) =>
        property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null;

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>()?.Name ?? property.Name;
}
