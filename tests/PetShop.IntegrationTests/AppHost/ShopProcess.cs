namespace PetShop.IntegrationTests.AppHost;

/// <summary>A process that a launcher started, as shown by <c>/proc</c>.</summary>
/// <param name="CommandLine">Its arguments, and its working folder.</param>
/// <param name="Environment">Its variables, <c>NAME=value</c>.</param>
internal sealed record ShopProcess(string CommandLine, string[] Environment)
{
    public bool Is(string program) => CommandLine.Contains(program, StringComparison.Ordinal);

    /// <summary>
    /// The running processes of a shop: its servers use the data folder in their arguments or as working folder
    /// (PostgreSQL's children rewrite their command lines), its node the address.
    /// </summary>
    public static IReadOnlyList<ShopProcess> Find(string folder, Uri address) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Read).OfType<ShopProcess>().Where(process =>
            process.Is(folder) || process.Is($"localhost:{address.Port}")),
    ];

    private static ShopProcess? Read(string process)
    {
        try
        {
            var folder = Directory.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName;
            return new ShopProcess(
                File.ReadAllText(Path.Combine(process, "cmdline")) + folder,
                File.ReadAllText(Path.Combine(process, "environ")).Split('\0'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;      // no process, or one that has just ended
        }
    }
}
