using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace PetShop.IntegrationTests.Core.Cache;

/// <summary>
/// Replaces the database: values by name, a count of reads, and readers that can be paused after they have read.
/// </summary>
internal sealed class FakeSource
{
    private readonly ConcurrentDictionary<string, string> _values = new();
    private int _reads;

    /// <summary>The shop, which separates it from others on the same Redis.</summary>
    public string Shop { get; } = $"shelf-{Guid.NewGuid():n}";

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>What a reader waits for between reading and returning; nothing by default.</summary>
    public Func<CancellationToken, Task> HoldUp { get; set; } = _ => Task.CompletedTask;

    public string this[string name]
    {
        set => _values[name] = value;
    }

    public async Task<FakeValue?> ReadAsync(string name, CancellationToken ct)
    {
        Interlocked.Increment(ref _reads);
        var value = _values.GetValueOrDefault(name);
        await HoldUp(ct);
        return value is null ? null : new(value);
    }
}

/// <summary>Reads the shelf; created in each scope, and unusable after it.</summary>
internal sealed class FakeSourceReader(FakeSource shelf) : IDisposable
{
    private bool _disposed;

    public async Task<FakeValue?> ReadAsync(string name, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var ware = await shelf.ReadAsync(name, ct);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return ware;
    }

    public void Dispose() => _disposed = true;
}

internal sealed record FakeValue(string Name);

[JsonSerializable(typeof(FakeValue))]
internal sealed partial class ShelfJson : JsonSerializerContext;
