using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache;

/// <summary>
/// Reads what neither cache level has: through the slots, in its own scope and with its own time limit.
/// </summary>
internal sealed class CacheLoader(IServiceScopeFactory scopes, ReadSlots slots, IOptions<CacheOptions> options)
    : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <exception cref="Errors.ShopException">503: too many concurrent reads.</exception>
    /// <exception cref="TimeoutException">It took longer than <c>Cache:ReadTimeout</c>.</exception>
    public async Task<T?> ReadAsync<TSource, T>(CacheEntry entry, Func<TSource, CancellationToken, Task<T?>> read)
        where TSource : notnull where T : class
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        ending.CancelAfter(options.Value.ReadTimeout);
        try
        {
            return await slots.RunAsync(entry.Kind, ReadInScopeAsync, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && !_stopping.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"A cache entry could not be read from its source within {options.Value.ReadTimeout.TotalSeconds} s.");
        }

        async Task<T?> ReadInScopeAsync()
        {
            await using var scope = scopes.CreateAsyncScope();
            return await read(scope.ServiceProvider.GetRequiredService<TSource>(), ending.Token);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }
}
