using System.Reflection;
using System.Xml.Linq;
using IdentityService.Operations;
using Xunit;

namespace IdentityService.Rules.Tests;

/// <summary>Data falls through the floors one way: a project references only what stands to its right.</summary>
public sealed class FloorTests
{
    private static readonly string[] Floors = ["Host", "Doors", "Operations", "Engine", "Storage", "Wire"];

    [Fact]
    public void Projects_reference_only_lower_floors()
    {
        for (var floor = 0; floor < Floors.Length; floor++)
        {
            var project = XDocument.Load(Path.Combine(Sources.Root, "src", $"IdentityService.{Floors[floor]}", $"IdentityService.{Floors[floor]}.csproj"));
            foreach (var reference in project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)))
                Assert.True(Array.IndexOf(Floors, reference.Split('.')[^1]) > floor, $"{Floors[floor]} references {reference}");
        }
    }

    [Fact]
    public void Wire_references_nothing_of_ours_and_no_framework_of_the_web() => Assert.DoesNotContain(
        typeof(Wire.CognitoError).Assembly.GetReferencedAssemblies(),
        a => a.Name!.StartsWith("IdentityService", StringComparison.Ordinal) || a.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void The_Engine_knows_no_inbound_HTTP() => Assert.DoesNotContain(
        typeof(Engine.Installation).Assembly.GetReferencedAssemblies(), a => a.Name!.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal));

    [Fact]
    public void Operations_never_call_each_other()
    {
        var operations = Catalogue.Services.SelectMany(s => s.Lines).Select(l => l.Operation).ToHashSet();
        foreach (var operation in operations)
        {
            var taken = operation.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType);
            Assert.DoesNotContain(taken, operations.Contains);
            Assert.DoesNotContain(operation.GetFields(BindingFlags.NonPublic | BindingFlags.Instance), f => operations.Contains(f.FieldType));
        }
    }
}
