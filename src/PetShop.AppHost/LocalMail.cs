using System.Globalization;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>
/// The mail server of this machine, which delivers nothing: the shop's mails can be read in a browser. It runs unless
/// the environment has a real one.
/// </summary>
internal sealed class LocalMail : IAsyncDisposable
{
    private static readonly TimeSpan MaxStopWait = TimeSpan.FromSeconds(4);
    private readonly GuardedProcess _process;

    private LocalMail(Uri address, GuardedProcess process, IReadOnlyDictionary<string, string> settings) =>
        (Address, _process, Settings) = (address, process, settings);

    /// <summary>Its page, which shows the mails.</summary>
    public Uri Address { get; }

    /// <summary>With these, the API uses it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <param name="defaults">Tells which settings the environment has.</param>
    public static LocalMail Start(DataFolder folder, ApiDefaults defaults)
    {
        var address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", FreePort.Take()).Uri;
        var port = FreePort.Take().ToString(CultureInfo.InvariantCulture);
        var process = DotnetProgram.Start("PetShop.MailSink.dll", [], Path.Combine(folder.Logs, "mail.log"),
            new Dictionary<string, string>
            {
                ["Sink__Url"] = address.GetLeftPart(UriPartial.Authority),
                ["Sink__SmtpPort"] = port,
            }, ApiVariables.IsSetting);
        var settings = new Dictionary<string, string>
        {
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = port,
            ["Mail__Security"] = "None",
            ["Mail__UserName"] = "",
            ["Mail__Password"] = "",
        };
        Default("Mail__From", "shop@petshop.example");
        Default("Shop__StorefrontUrl", new Uri(address, "storefront").ToString());
        return new(address, process, settings);

        void Default(string name, string value)
        {
            if (!defaults.IsGiven(name))
                settings[name] = value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(MaxStopWait);
        await _process.DisposeAsync();
    }
}
