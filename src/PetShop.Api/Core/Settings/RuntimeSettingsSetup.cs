namespace PetShop.Api.Core.Settings;

public static class RuntimeSettingsSetup
{
    /// <summary>
    /// Adds the runtime settings as the last source of the configuration. Sources that are added later override it.
    /// </summary>
    public static WebApplicationBuilder AddRuntimeSettings(this WebApplicationBuilder builder)
    {
        var settings = new RuntimeSettings();
        builder.Configuration.Sources.Add(settings);
        builder.Services.AddSingleton(settings).AddSingleton<RuntimeSettingsPoll>()
            .AddHostedService(provider => provider.GetRequiredService<RuntimeSettingsPoll>());
        return builder;
    }
}
