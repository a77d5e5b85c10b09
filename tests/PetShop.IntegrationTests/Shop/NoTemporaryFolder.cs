using System.Runtime.CompilerServices;

namespace PetShop.IntegrationTests.Shop;

/// <summary>The shop must run on a read-only file system: tests have no folder for temporary files.</summary>
internal static class NoTemporaryFolder
{
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("ASPNETCORE_TEMP", "/nowhere/to/write");
}
