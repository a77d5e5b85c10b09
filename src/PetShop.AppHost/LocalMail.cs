using System.Globalization;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>
/// The mail server of this machine, which delivers nothing: the shop's mails can be read in a browser. It runs unless
/// the environment has a real one.
/// </summary>
internal static class LocalMail
{
    /// <param name="defaults">Tells which settings the environment has.</param>
    /// <returns>Its page shows the mails.</returns>
    public static LocalService Start(DataFolder folder, ApiDefaults defaults)
    {
        var address = LocalService.FreeAddress();
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
        return new(address, settings, process);

        void Default(string name, string value)
        {
            if (!defaults.IsGiven(name))
                settings[name] = value;
        }
    }
}
