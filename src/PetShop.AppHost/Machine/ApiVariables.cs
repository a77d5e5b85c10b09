namespace PetShop.AppHost.Machine;

/// <summary>
/// Environment variables that are settings of the API, and so may be secrets. A child process gets those that it
/// needs.
/// </summary>
internal static class ApiVariables
{
    /// <summary>A setting of the API, <c>Section__Name</c>: nothing for PostgreSQL and Redis to know.</summary>
    public static bool IsSetting(string variable) =>
        variable.Contains("__", StringComparison.Ordinal) || variable.Contains(':', StringComparison.Ordinal);

    /// <summary>The first admin and their password: for <c>migrate</c>, not for a process that serves.</summary>
    public static bool IsFirstAdmin(string variable) =>
        IsSetting(variable) && variable.StartsWith("BootstrapAdmin", StringComparison.OrdinalIgnoreCase);
}
