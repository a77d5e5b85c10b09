namespace PetShop.AppHost.Machine;

/// <summary>
/// Environment variables that are settings of the API and may be secrets. A child process gets only those that it
/// needs.
/// </summary>
internal static class ApiVariables
{
    /// <summary>A setting of the API, <c>Section__Name</c>, which PostgreSQL and Redis do not get.</summary>
    public static bool IsSetting(string variable) =>
        variable.Contains("__", StringComparison.Ordinal) || variable.Contains(':', StringComparison.Ordinal);

    /// <summary>The first admin and the password: for <c>migrate</c>, not for serving processes.</summary>
    public static bool IsFirstAdmin(string variable) =>
        IsSetting(variable) && variable.StartsWith("BootstrapAdmin", StringComparison.OrdinalIgnoreCase);
}
