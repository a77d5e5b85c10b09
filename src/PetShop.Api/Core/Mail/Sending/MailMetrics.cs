using System.Diagnostics.Metrics;

namespace PetShop.Api.Core.Mail.Sending;

/// <summary>What became of the mails that this node tried to send.</summary>
internal sealed class MailMetrics
{
    public const string MeterName = "PetShop.Mail";
    private readonly Counter<long> _mails;

    public MailMetrics(IMeterFactory meters) => _mails = meters.Create(MeterName).CreateCounter<long>(
        "petshop.mail.messages", description: "Mails that the server took or refused, and those that failed.");

    public void Count(string outcome) => _mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
