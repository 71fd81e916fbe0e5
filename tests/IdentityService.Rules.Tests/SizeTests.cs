using System.Reflection;
using Xunit;

namespace IdentityService.Rules.Tests;

/// <summary>Sizes past which a design is asking for something.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    private static readonly Assembly[] Product =
    [
        typeof(Wire.CognitoError).Assembly, typeof(Storage.DirectoryDb).Assembly, typeof(Engine.Installation).Assembly,
        typeof(Operations.Catalogue).Assembly, typeof(Doors.AwsJson.AwsJsonDoor).Assembly, typeof(Host.RunningService).Assembly,
    ];

    [Fact]
    public void Files_are_short()
    {
        var lengths = Sources.Product.Select(f => (Lines: File.ReadLines(f).Count(), File: Sources.Relative(f))).OrderBy(f => f.Lines).ToList();
        var (median, ninth) = (lengths[lengths.Count / 2].Lines, lengths[lengths.Count * 9 / 10].Lines);
        output.WriteLine($"{lengths.Count} files, median {median} lines, 90th percentile {ninth}, longest {lengths[^1]}");
        Assert.True(median <= 60);
        Assert.True(ninth <= 160);
        Assert.Empty(lengths.Where(f => f.Lines > 300));
    }

    [Fact]
    public void Methods_are_short() => Assert.Empty(Sources.Product.SelectMany(MethodReader.Methods).Where(m => m.Lines > 40));

    [Fact]
    public void Constructors_take_at_most_six_parameters()
    {
        var wide = Product.SelectMany(a => a.GetTypes())
            .Where(t => !IsRecord(t) && t.Namespace?.StartsWith("IdentityService", StringComparison.Ordinal) == true)
            .Where(t => t.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Any(c => c.GetParameters().Length > 6));
        Assert.Empty(wide.Select(t => t.FullName));
    }

    [Fact]
    public void Folders_hold_at_most_25_files() => Assert.Empty(
        Sources.Product.GroupBy(f => Path.GetDirectoryName(f)!).Where(g => g.Count() > 25).Select(g => Sources.Relative(g.Key)));

    // A record's parameters are its members, and those of the wire are given.
    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;
}
