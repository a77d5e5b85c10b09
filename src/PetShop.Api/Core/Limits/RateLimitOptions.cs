namespace PetShop.Api.Core.Limits;

/// <summary>Section <c>RateLimits</c>: limits on one client's requests to one node.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>False switches off everything in this section.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests from one address without a valid token. A whole office may share an address.</summary>
    public QuotaOptions Anonymous { get; set; } = new() { Requests = 1000, Window = TimeSpan.FromSeconds(10) };

    /// <summary>Requests of one account, from any address.</summary>
    public QuotaOptions Account { get; set; } = new() { Requests = 300, Window = TimeSpan.FromSeconds(10) };

    /// <summary>
    /// Requests from one address to the write routes that need no token: sign-in, registration, refresh.
    /// </summary>
    public QuotaOptions SignIn { get; set; } = new() { Requests = 100, Window = TimeSpan.FromMinutes(1) };

    /// <summary>
    /// Requests from one address to the write routes of customers without an account: their carts and orders.
    /// </summary>
    public QuotaOptions Guest { get; set; } = new() { Requests = 300, Window = TimeSpan.FromMinutes(1) };

    /// <summary>
    /// Promotion codes that do not exist, from one account and from one address. Beyond it, requests with codes are
    /// refused, so that codes cannot be guessed by trying.
    /// </summary>
    public QuotaOptions UnknownCodes { get; set; } = new() { Requests = 100, Window = TimeSpan.FromMinutes(10) };

    /// <summary>Mails that an address asks for, such as links for a forgotten password.</summary>
    public QuotaOptions MailRequests { get; set; } = new() { Requests = 20, Window = TimeSpan.FromMinutes(10) };

    /// <summary>How many clients a node counts individually; further clients share counters by network.</summary>
    public int MaxClients { get; set; } = 50_000;

    /// <summary>How many write requests of one account run at once.</summary>
    public int WriteSlots { get; set; } = 4;

    /// <summary>How many further write requests of one account may wait.</summary>
    public int WriteQueue { get; set; } = 50;

    /// <summary>How long a write request may wait.</summary>
    public TimeSpan WritePatience { get; set; } = TimeSpan.FromSeconds(2);

    public bool IsValid() => Anonymous.IsValid() && Account.IsValid() && SignIn.IsValid() && Guest.IsValid()
        && UnknownCodes.IsValid() && MailRequests.IsValid() && MaxClients > 0
        && WriteSlots > 0 && WriteQueue >= 0 && WritePatience > TimeSpan.Zero;
}

/// <summary>A number of requests in a period of time.</summary>
internal sealed class QuotaOptions
{
    public int Requests { get; set; }

    /// <summary>The length of a fixed window: when it ends, counting starts again.</summary>
    public TimeSpan Window { get; set; }

    public bool IsValid() => Requests > 0 && Window >= TimeSpan.FromSeconds(1);
}
