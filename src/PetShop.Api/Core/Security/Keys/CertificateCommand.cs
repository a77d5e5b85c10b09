namespace PetShop.Api.Core.Security.Keys;

/// <summary>
/// <c>PetShop.Api make-certificate PATH</c>: creates the certificate for <c>DataProtection:CertificatePath</c> if the
/// file does not exist. Its optional password is <c>DataProtection__CertificatePassword</c>.
/// </summary>
internal static class CertificateCommand
{
    private const string PasswordVariable =
        $"{KeyProtectionOptions.Section}__{nameof(KeyProtectionOptions.CertificatePassword)}";

    /// <param name="args">The arguments after the command: the file's path.</param>
    /// <returns>The exit code: 0 if the file exists now, otherwise 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [{ Length: > 0 } path])
        {
            await Console.Error.WriteLineAsync("Usage: PetShop.Api make-certificate PATH");
            return 1;
        }
        try
        {
            var isMade = KeyCertificates.Create(
                path, Environment.GetEnvironmentVariable(PasswordVariable), TimeProvider.System.GetUtcNow());
            await Console.Out.WriteLineAsync(
                isMade ? $"Created the certificate {path}." : $"{path} already exists and was not changed.");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The certificate {path} could not be written: {e.Message}");
            return 1;
        }
    }
}
