namespace PetShop.Api.Core.Settings;

public static class RuntimeSettingsSetup
{
    /// <summary>
    /// Adds what admins change at run time as the last source of the configuration. Sources added later win over it.
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
