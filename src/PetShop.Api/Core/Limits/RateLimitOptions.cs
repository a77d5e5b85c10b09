namespace PetShop.Api.Core.Limits;

/// <summary>Section <c>RateLimits</c>: what one client may ask of one node.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>False switches everything of this section off.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests from one address without a valid token. A whole office may share it.</summary>
    public QuotaOptions Anonymous { get; set; } = new() { Requests = 1000, Window = TimeSpan.FromSeconds(10) };

    /// <summary>Requests of one account, from wherever they come.</summary>
    public QuotaOptions Account { get; set; } = new() { Requests = 300, Window = TimeSpan.FromSeconds(10) };

    /// <summary>Requests from one address to what anyone may write to: sign-in, registration, refresh.</summary>
    public QuotaOptions SignIn { get; set; } = new() { Requests = 100, Window = TimeSpan.FromMinutes(1) };

    /// <summary>Clients that a node counts apart; those beyond share counters by network.</summary>
    public int MaxClients { get; set; } = 50_000;

    /// <summary>Changes of one account that run at the same time.</summary>
    public int WriteSlots { get; set; } = 4;

    /// <summary>Changes of one account that may wait for that.</summary>
    public int WriteQueue { get; set; } = 50;

    /// <summary>How long one may wait for that.</summary>
    public TimeSpan WritePatience { get; set; } = TimeSpan.FromSeconds(2);

    public bool IsSane() => Anonymous.IsSane() && Account.IsSane() && SignIn.IsSane()
        && MaxClients > 0 && WriteSlots > 0 && WriteQueue >= 0 && WritePatience > TimeSpan.Zero;
}

/// <summary>So many requests in so long a time.</summary>
internal sealed class QuotaOptions
{
    public int Requests { get; set; }

    /// <summary>A fixed window: when it ends, counting starts anew.</summary>
    public TimeSpan Window { get; set; }

    public bool IsSane() => Requests > 0 && Window >= TimeSpan.FromSeconds(1);
}
