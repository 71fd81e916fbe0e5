using System.Globalization;
using System.Text;
using IdentityService.Operations;
using Xunit;

namespace IdentityService.Rules.Tests;

/// <summary>The README's table of operations is what the catalogue says. Set UPDATE_README=1 to write it anew.</summary>
public sealed class ReadmeTests
{
    private const string Begin = "<!-- operations -->\n";
    private const string End = "<!-- /operations -->";

    [Fact]
    public async Task The_table_of_operations_is_the_catalogue()
    {
        var path = Path.Combine(Sources.Root, "README.md");
        var readme = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var (from, to) = (readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, readme.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_README") == "1")
            await File.WriteAllTextAsync(path, readme[..from] + Table() + readme[to..], TestContext.Current.CancellationToken);
        else
            Assert.Equal(Table(), readme[from..to]);
    }

    private static string Table()
    {
        var table = new StringBuilder("| service | built | operations |\n|---|---|---|\n");
        foreach (var (contract, lines) in Catalogue.Services)
        {
            var areas = lines.GroupBy(l => l.Operation.Namespace!.Split('.')[^1], StringComparer.Ordinal)
                .Select(area => $"*{area.Key}*: {string.Join(", ", area.Select(l => l.Name))}");
            table.Append(CultureInfo.InvariantCulture, $"| {contract.Service} | {lines.Count} of {contract.Operations.Count} | {string.Join("<br>", areas)} |\n");
        }

        return table.ToString();
    }
}
