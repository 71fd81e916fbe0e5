namespace IdentityService.Rules.Tests;

/// <summary>The project's files as they lie in the tree.</summary>
internal static class Sources
{
    public static string Root { get; } = FindRoot();

    /// <summary>The hand-written C# of the product.</summary>
    public static IReadOnlyList<string> Product { get; } = Files("src");

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static List<string> Files(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IdentityService.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
