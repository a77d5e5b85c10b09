namespace PetShop.Api.Products.Services.Search;

/// <summary>
/// Updates search entries after the commit of a change, in a separate scope and transaction. Both sales and edits
/// change entries; in their own transactions they would wait for each other.
/// </summary>
internal sealed partial class AfterCommitReindexer(IServiceScopeFactory scopes, ILogger<AfterCommitReindexer> logger)
{
    /// <summary>How long this may delay the response, including the wait for a connection.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <param name="renewals">The rows that the change added. If the update cannot be done at once, they remain for the
    /// job.</param>
    public async Task RunAsync(long[] productIds, long[] renewals)
    {
        try
        {
            using var ending = new CancellationTokenSource(Limit);
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SearchReindexer>()
                .RunAsync(productIds, renewals, ending.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogLeft(e, renewals.Length);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Renewals} search entries could not be updated at once and are left to the job")]
    private partial void LogLeft(Exception exception, int renewals);
}
