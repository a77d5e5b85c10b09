namespace PetShop.Api.Products.Services.Search;

/// <summary>
/// Renews search entries after the commit of the change, in a scope and a transaction of their own. A sale and an edit
/// both change entries; in their own transactions each would wait for the other.
/// </summary>
internal sealed partial class SearchRefresh(IServiceScopeFactory scopes, ILogger<SearchRefresh> logger)
{
    /// <summary>How long the caller's answer may be held up by it, with the wait for a connection.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <param name="renewals">What the change noted. Where this cannot be done at once it stays noted, and the job does
    /// it.</param>
    public async Task RunAsync(long[] productIds, long[] renewals)
    {
        try
        {
            using var ending = new CancellationTokenSource(Limit);
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SearchRenewals>()
                .RunAsync(productIds, renewals, ending.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogLeft(e, renewals.Length);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Renewals} search entries could not be renewed at once and are left to the job")]
    private partial void LogLeft(Exception exception, int renewals);
}
