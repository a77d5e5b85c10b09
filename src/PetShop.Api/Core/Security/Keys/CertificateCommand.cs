namespace PetShop.Api.Core.Security.Keys;

/// <summary>
/// <c>PetShop.Api make-certificate PATH</c>: makes the certificate that <c>DataProtection:CertificatePath</c> names, where there is none.
/// Its password, if it is to have one, is <c>DataProtection__CertificatePassword</c>.
/// </summary>
internal static class CertificateCommand
{
    private const string PasswordVariable = $"{KeyProtectionOptions.Section}__{nameof(KeyProtectionOptions.CertificatePassword)}";

    /// <param name="args">What follows the verb: the file's path.</param>
    /// <returns>The exit code: 0 when the file is there, else 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [{ Length: > 0 } path])
        {
            await Console.Error.WriteLineAsync("Usage: PetShop.Api make-certificate PATH");
            return 1;
        }
        try
        {
            var isMade = KeyCertificates.Make(path, Environment.GetEnvironmentVariable(PasswordVariable), TimeProvider.System.GetUtcNow());
            await Console.Out.WriteLineAsync(isMade ? $"Made the certificate {path}." : $"{path} exists and was left as it is.");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The certificate {path} could not be written: {e.Message}");
            return 1;
        }
    }
}
