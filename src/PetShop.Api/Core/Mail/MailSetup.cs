using Microsoft.Extensions.Options;
using PetShop.Api.Core.Mail.Content;
using PetShop.Api.Core.Mail.Sending;
using PetShop.Api.Core.Mail.Settings;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Core.Mail;

public static class MailSetup
{
    /// <summary>Sends the mails of the kinds that <see cref="AddMails{T}"/> registers. Needs the queue.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>()
            .AddSingleton<MailSwitch>().AddSingleton<MailTexts>().AddSingleton<MailLayout>()
            .AddSingleton<MailWriter>().AddSingleton<MailIds>().AddSingleton<MailFormats>()
            .AddSingleton<MailServer>().AddSingleton<MailMetrics>().AddSingleton<MailSender>()
            .AddWorkHandler<MailHandler>();
    }

    /// <summary>Registers what writes a kind of mails.</summary>
    public static IServiceCollection AddMails<T>(this IServiceCollection services)
        where T : class, IMailComposer => services.AddScoped<IMailComposer, T>();
}

/// <summary>Whether the shop sends mail.</summary>
public sealed class MailSwitch(IOptions<MailOptions> options)
{
    public bool IsOn => options.Value.IsOn;
}
