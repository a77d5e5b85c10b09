using PetShop.IntegrationTests.Sales.Kills;

/// <summary>
/// A node that has this assembly as its .NET startup hook (<c>DOTNET_STARTUP_HOOKS</c>) runs it first. The product
/// itself knows nothing of it.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(KillSwitch.Variable) is { Length: > 0 } file)
            KillSwitch.Watch(file);
    }
}
