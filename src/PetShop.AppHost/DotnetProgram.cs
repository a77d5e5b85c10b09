using System.Runtime.InteropServices;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>Starts programs that were built with the launcher.</summary>
internal static class DotnetProgram
{
    // The runtime that runs us, found by the library it loaded: we may have been started by our own executable.
    private static string Dotnet => Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..",
            OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <param name="name">The name of its library, such as <c>PetShop.Api.dll</c>.</param>
    /// <param name="log">The file that its output is written to.</param>
    /// <param name="withheld">The variables of this process that it does not get.</param>
    public static GuardedProcess Start(
        string name, string[] arguments, string log, IReadOnlyDictionary<string, string> environment,
        Predicate<string> withheld) =>
        GuardedProcess.Start(
            new GuardedCommand([Dotnet, "exec", Path.Combine(AppContext.BaseDirectory, name), .. arguments], log)
            {
                StopSignal = "TERM",
                Environment = environment,
                Withheld = withheld,
                WorkingDirectory = AppContext.BaseDirectory,
            });
}
