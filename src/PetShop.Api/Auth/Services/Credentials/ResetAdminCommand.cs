using System.Globalization;
using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.Accounts;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>
/// <c>PetShop.Api reset-admin NAME</c>: prints a one-time token that sets an admin's password. For the operator, who
/// has the database's connection string; it is not possible over HTTP.
/// </summary>
internal static class ResetAdminCommand
{
    /// <param name="services">The shop's services.</param>
    /// <param name="args">The arguments after the command: the admin's user name or e-mail.</param>
    /// <param name="output">Where the token is printed.</param>
    /// <returns>The exit code: 0 if a token was printed, otherwise 1.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output)
    {
        if (args is not [{ Length: > 0 } name, ..])
        {
            await Console.Error.WriteLineAsync("Usage: PetShop.Api reset-admin NAME");
            return 1;
        }
        await using var scope = services.CreateAsyncScope();
        var normalized = scope.ServiceProvider.GetRequiredService<ILookupNormalizer>().NormalizeName(name)!;
        var issued = await scope.ServiceProvider.GetRequiredService<PasswordResetService>()
            .IssueForAdminAsync(normalized, CancellationToken.None);
        if (issued is null)
        {
            await Console.Error.WriteLineAsync($"There is no admin with the name '{name}'. "
                + $"For other accounts, an admin can use POST /auth/users/{{id}}/password-reset.");
            return 1;
        }
        await output.WriteLineAsync(Describe(issued));
        return 0;
    }

    private static string Describe(PasswordResetResponse issued) => string.Create(CultureInfo.InvariantCulture, $$"""
        Send this once, before {{issued.ExpiresAt:yyyy-MM-dd HH:mm}} UTC, with a password of your choice:
        POST /auth/password-reset
        {"token": "{{issued.Token}}", "new_password": "…"}
        """);
}
