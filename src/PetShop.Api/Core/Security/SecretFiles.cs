namespace PetShop.Api.Core.Security;

/// <summary>
/// Settings in files, one each, as Docker and Kubernetes mount secrets: a file <c>ConnectionStrings__PetShop</c>
/// holds that setting. Files whose names begin with <c>ignore.</c> are left out.
/// </summary>
internal static class SecretFiles
{
    private const string FolderSetting = "Secrets:Folder";

    /// <summary>
    /// Reads the folder that <c>Secrets__Folder</c> names; what it holds wins over environment and command line.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such folder.</exception>
    public static WebApplicationBuilder AddSecretFiles(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[FolderSetting] is not { Length: > 0 } folder)
            return builder;
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"Secrets__Folder={folder}: there is no such folder.");
        builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        return builder;
    }
}
