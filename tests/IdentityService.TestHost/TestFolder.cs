namespace IdentityService.TestHost;

/// <summary>A folder of this test process, removed when it ends.</summary>
internal static class TestFolder
{
    public static string Path { get; } = Make();

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("identityservice-test-data-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
