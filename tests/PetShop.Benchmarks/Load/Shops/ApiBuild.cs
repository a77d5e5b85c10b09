using System.Runtime.InteropServices;

namespace PetShop.Benchmarks.Load.Shops;

/// <summary>
/// The output folder of a build of this project, from this commit or another. The API in it runs with the benchmarks'
/// dependencies, so that it can load the floor's assembly, and with its own runtime settings.
/// </summary>
internal sealed class ApiBuild(string folder)
{
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..",
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The build that is running.</summary>
    public static ApiBuild Own { get; } = new(AppContext.BaseDirectory);

    public string Folder => folder;

    /// <summary>The command line of the API.</summary>
    public string[] Api(params string[] arguments) =>
    [
        Dotnet, "exec", "--depsfile", PathOf("PetShop.Benchmarks.deps.json"),
        "--runtimeconfig", PathOf("PetShop.Api.runtimeconfig.json"), PathOf("PetShop.Api.dll"), .. arguments,
    ];

    /// <summary>The command line of the payment simulator.</summary>
    public string[] PaymentSimulator() => [Dotnet, "exec", PathOf("PetShop.PaymentSimulator.dll")];

    /// <summary>The command line of the bare floor.</summary>
    public string[] Floor(Uri address) =>
        [Dotnet, "exec", PathOf("PetShop.Benchmarks.dll"), "floor", "--urls", address.ToString()];

    private string PathOf(string file) => Path.Combine(folder, file);
}
