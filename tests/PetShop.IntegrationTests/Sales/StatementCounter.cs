using System.Collections.Concurrent;
using System.Diagnostics;

namespace PetShop.IntegrationTests.Sales;

/// <summary>
/// Counts the statements that a request sends to the database, from Npgsql's traces with the request's trace id. Tests
/// run in parallel in one process, and a node that exports traces instruments every HTTP client of the process: it
/// replaces a <c>traceparent</c> header that was set by hand. The request is therefore sent inside an activity, which
/// any instrumentation continues.
/// </summary>
internal sealed class StatementCounter : IDisposable
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ActivityListener _listener;

    public StatementCounter()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && activity.GetTagItem("db.query.text") is not null)
                    _counts.AddOrUpdate(activity.TraceId.ToHexString(), 1, (_, count) => count + 1);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Sends the request, which must succeed.</summary>
    /// <param name="refusal">The expected refusal instead.</param>
    /// <returns>The number of statements. A batch counts as one, opening a connection as none. A read is sent three
    /// times and the smallest number is returned: on a busy machine, the reader's session may have to be read
    /// again.</returns>
    public async Task<int> CountAsync(
        ShopCaller caller, HttpMethod method, string path, object? body = null, HttpStatusCode? refusal = null)
    {
        var fewest = await CountOnceAsync(caller, method, path, body, refusal);
        for (var again = 0; again < 2 && method == HttpMethod.Get; again++)
            fewest = Math.Min(fewest, await CountOnceAsync(caller, method, path, body, refusal));
        return fewest;
    }

    private async Task<int> CountOnceAsync(
        ShopCaller caller, HttpMethod method, string path, object? body, HttpStatusCode? refusal)
    {
        // Without a parent: a test may run inside an activity whose trace other requests share.
        using var activity = new Activity(nameof(StatementCounter))
            .SetParentId(ActivityTraceId.CreateRandom(), default, ActivityTraceFlags.Recorded).Start();
        var answer = await caller.SendAsync(method, path, body);
        Assert.True(refusal is null ? answer.IsSuccessStatusCode : answer.StatusCode == refusal,
            await answer.Content.ReadAsStringAsync());
        return _counts.GetValueOrDefault(activity.TraceId.ToHexString());
    }

    public void Dispose() => _listener.Dispose();
}
