using System.Text.Json.Serialization.Metadata;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;

namespace PetShop.UnitTests.Core.Cache;

public sealed class CacheControllerTests
{
    private readonly NotedRemovals _cache = new();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(201)]
    public async Task Removing_needs_a_pattern_of_up_to_200_characters_and_names_it(object? pattern)
    {
        var given = pattern is int length ? new string('x', length) : (string?)pattern;
        var refusal = await Assert.ThrowsAsync<ShopException>(() => Controller().Remove(given));
        Assert.Equal(["pattern"], refusal.Errors!.Keys);
        Assert.Null(_cache.Pattern);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task Any_other_pattern_is_removed(int length)
    {
        await Controller().Remove(new string('*', length));
        Assert.Equal(length, _cache.Pattern!.Length);
    }

    private CacheController Controller() => new(null!, _cache);

    private sealed class NotedRemovals : IShopCache
    {
        public string? Pattern { get; private set; }

        public Task RemoveByPatternAsync(string pattern)
        {
            Pattern = pattern;
            return Task.CompletedTask;
        }

        public Task RemoveAsync(IReadOnlyCollection<string> tags) => throw new NotSupportedException();

        public ValueTask<JsonBytes?> GetOrReadAsync<TSource, T>(
            CacheEntry entry, JsonTypeInfo<T> json, Func<TSource, CancellationToken, Task<T?>> read, CancellationToken ct)
            where TSource : notnull where T : class => throw new NotSupportedException();

        public ValueTask<T?> GetAsync<T>(string key, JsonTypeInfo<T> json, CancellationToken ct) where T : class => throw new NotSupportedException();

        public ValueTask SetAsync<T>(CacheEntry entry, T value, JsonTypeInfo<T> json, CancellationToken ct) where T : class => throw new NotSupportedException();
    }
}
