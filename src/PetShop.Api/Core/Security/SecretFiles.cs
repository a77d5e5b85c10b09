namespace PetShop.Api.Core.Security;

/// <summary>
/// Settings in files, one per file, as Docker and Kubernetes mount secrets: a file <c>ConnectionStrings__PetShop</c>
/// contains that setting. Files whose names begin with <c>ignore.</c> are skipped.
/// </summary>
internal static class SecretFiles
{
    private const string FolderSetting = "Secrets:Folder";

    /// <summary>
    /// Reads the folder that <c>Secrets__Folder</c> names. Its values override environment variables and the command
    /// line.
    /// </summary>
    /// <exception cref="InvalidOperationException">The folder does not exist.</exception>
    public static WebApplicationBuilder AddSecretFiles(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[FolderSetting] is not { Length: > 0 } folder)
            return builder;
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"Secrets__Folder={folder}: the folder does not exist.");
        builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        return builder;
    }
}
