namespace PetShop.IntegrationTests.Contract.SwaggerUi;

/// <summary>
/// A test that needs a browser: Chromium or Chrome on this machine, or the one in <c>CHROME</c>. Skipped if there is
/// none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] Programs =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    public ChromiumFactAttribute()
    {
        if (Program is null)
            Skip = "No Chromium is installed here, and CHROME names none.";
    }

    /// <summary>Null where there is none.</summary>
    public static string? Program { get; } =
        Environment.GetEnvironmentVariable("CHROME") is { Length: > 0 } named ? named : Find();

    private static string? Find() => (
        from program in Programs
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        let path = Path.Combine(folder, program + (OperatingSystem.IsWindows() ? ".exe" : ""))
        where File.Exists(path)
        select path).FirstOrDefault();
}
