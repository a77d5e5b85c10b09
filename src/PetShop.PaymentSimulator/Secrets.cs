using System.Text.Json;
using System.Text.Json.Serialization;
using PetShop.PaymentSimulator.State;

namespace PetShop.PaymentSimulator;

/// <summary>The key of the API and the secret of webhooks. The API's clients and its webhooks' receiver need them.
/// </summary>
internal sealed record Secrets
{
    /// <summary>The file's name in the folder of the simulator.</summary>
    public const string FileName = "secrets.json";

    public required string ApiKey { get; init; }

    public required string WebhookSecret { get; init; }

    /// <summary>Those of the settings, else those of the file. The file is made if it is needed and missing.</summary>
    public static Secrets Load(SimulatorOptions options)
    {
        if (options is { ApiKey: { } apiKey, WebhookSecret: { } webhookSecret })
            return new Secrets { ApiKey = apiKey, WebhookSecret = webhookSecret };
        var path = Path.Combine(options.Folder, FileName);
        var kept = File.Exists(path)
            ? JsonSerializer.Deserialize(File.ReadAllText(path), SecretsJson.Default.Secrets)! : Generate(path);
        return new Secrets
        {
            ApiKey = options.ApiKey ?? kept.ApiKey,
            WebhookSecret = options.WebhookSecret ?? kept.WebhookSecret,
        };
    }

    private static Secrets Generate(string path)
    {
        var made = new Secrets { ApiKey = Ids.New("sk_test_"), WebhookSecret = Ids.New("whsec_") };
        var onlyOwner = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            onlyOwner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, onlyOwner);
        JsonSerializer.Serialize(file, made, SecretsJson.Default.Secrets);
        return made;
    }
}

/// <summary>The JSON of the file of secrets.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Secrets))]
internal sealed partial class SecretsJson : JsonSerializerContext;
