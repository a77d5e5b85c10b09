using System.Reflection;
using PetShop.Api.Core.Database;

namespace PetShop.IntegrationTests.Shop;

/// <summary>Runs the API's whole program in this process.</summary>
internal static class ShopProgram
{
    /// <param name="verb">The command, such as migrate; null for serving, which ends only if the program refuses to
    /// start.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string? verb, Dictionary<string, string?> settings)
    {
        var program = typeof(PetShopDbContext).Assembly.EntryPoint!;
        string[] arguments =
            [.. verb is null ? [] : new[] { verb }, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")];
        return Task.Run(() => (int)program.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null)!);
    }

    /// <summary>Runs a node that is expected to refuse its settings.</summary>
    /// <returns>The exit code, and its log.</returns>
    public static async Task<(int ExitCode, string Log)> RefuseAsync(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("petshop-refusal-");
        try
        {
            var all = settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value);
            all["urls"] = "http://127.0.0.1:0";
            all["Logging:File:Path"] = Path.Combine(folder.FullName, "log");
            all["Logging:LogLevel:Default"] = "Critical";
            var exitCode = await RunAsync(null, all).WaitAsync(TimeSpan.FromSeconds(60));
            return (exitCode, string.Concat(folder.GetFiles().Select(file => File.ReadAllText(file.FullName))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
