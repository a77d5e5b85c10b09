using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace PetShop.Api.Core.Limits;

/// <summary>
/// Counts the requests of each client, and adds what is left to each response. It counts at most
/// <see cref="RateLimitOptions.MaxClients"/> addresses of a limit individually, and forgets those that made no request
/// for a few seconds after their window, so that a flood of addresses uses limited memory.
/// </summary>
internal sealed class RequestLimiter : IDisposable
{
    private readonly RateLimitOptions _options;
    private readonly RateLimitHeaders _fields;
    private readonly PartitionedRateLimiter<Client> _limiter;
    private readonly ConcurrentDictionary<Client, ClientWindow> _known = new();
    private readonly Lock _gate = new();
    private readonly int[] _counts = new int[Enum.GetValues<Quota>().Length];

    public RequestLimiter(IOptions<RateLimitOptions> options)
    {
        _options = options.Value;
        _fields = new(_options);
        _limiter = PartitionedRateLimiter.Create<Client, Client>(
            client => RateLimitPartition.Get(Admit(client), WindowOf));
    }

    /// <summary>The number of clients that are counted individually at the moment.</summary>
    public int Clients => _counts.Sum();

    /// <summary>Counts a request.</summary>
    public RateLimitLease Attempt(HttpContext request)
    {
        var client = Client.Of(request);
        var lease = _limiter.AttemptAcquire(client);
        if (lease is WindowLease window)
            _fields.Put(request, client.Quota, window);
        return lease;
    }

    /// <summary>Counts something else than a request.</summary>
    /// <param name="permits">0 only asks whether anything is left.</param>
    public RateLimitLease Attempt(Client client, int permits) => _limiter.AttemptAcquire(client, permits);

    public void Dispose() => _limiter.Dispose();

    /// <summary>
    /// Accounts always have their own counter: their number is limited, and a flood of addresses takes none of theirs.
    /// </summary>
    private Client Admit(Client client) =>
        client.Quota is Quota.Account or Quota.CodesOfAccount || _known.ContainsKey(client)
        || Volatile.Read(ref _counts[(int)client.Quota]) < _options.MaxClients ? client : client.Shared();

    private ClientWindow WindowOf(Client client)
    {
        if (client.IsShared)
            return new(QuotaOf(client.Quota), () => { });
        ClientWindow window = null!;
        window = new(QuotaOf(client.Quota), () => Forget(client, window));
        lock (_gate)
        {
            // A client that returns at the moment when its window is dropped still finds that window here.
            if (_known.TryAdd(client, window))
                _counts[(int)client.Quota]++;
            else
                _known[client] = window;
        }
        return window;
    }

    private void Forget(Client client, ClientWindow window)
    {
        lock (_gate)
        {
            if (_known.TryRemove(new(client, window)))
                _counts[(int)client.Quota]--;
        }
    }

    private QuotaOptions QuotaOf(Quota quota) => quota switch
    {
        Quota.Account => _options.Account,
        Quota.SignIn => _options.SignIn,
        Quota.Guest => _options.Guest,
        Quota.CodesOfAccount or Quota.CodesOfAddress => _options.UnknownCodes,
        Quota.MailRequests => _options.MailRequests,
        _ => _options.Anonymous,
    };
}
