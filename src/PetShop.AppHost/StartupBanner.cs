namespace PetShop.AppHost;

/// <summary>The text that is printed when the shop is running.</summary>
internal sealed record StartupBanner
{
    /// <summary>The address of each node.</summary>
    public required IReadOnlyList<Uri> Addresses { get; init; }

    public required string Admin { get; init; }

    public required string Data { get; init; }

    public required string Logs { get; init; }

    public required string Servers { get; init; }

    /// <summary>The page of the payment simulator; null if it does not run.</summary>
    public Uri? Payments { get; init; }

    /// <summary>The page that shows the shop's mails; null if a real server sends them.</summary>
    public Uri? Mails { get; init; }

    /// <summary>Data in the same folder that belongs to other kinds or versions of servers.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    public override string ToString()
    {
        var addresses = Addresses.Select(address => address.GetLeftPart(UriPartial.Authority));
        var unused = Unused.Count == 0
            ? ""
            : $"{Environment.NewLine}  Unused    {string.Join(", ", Unused)}: data of other servers";
        var payments = Payments is null
            ? ""
            : $"{Environment.NewLine}  Payments  {Payments}: a simulator; pay with the test card pm_card_visa";
        var mails = Mails is null
            ? ""
            : $"{Environment.NewLine}  Mails     {Mails}: what the shop sends, for you alone";
        return $"""

            The shop is open.
              Shop      {string.Join("  ", addresses)}
              Swagger   {new Uri(Addresses[0], "swagger")}
              Admin     {Admin}{payments}{mails}
              Data      {Data}
              Logs      {Logs}
              Servers   {Servers}{unused}
              Stop      Ctrl+C

            """;
    }
}
