using System.Data.Common;

namespace PetShop.Api.Core.Database;

/// <summary>A result of a <see cref="StatementBatch"/>, available after the batch has been sent.</summary>
public sealed class Deferred<T>
{
    private readonly Func<T> _get;

    internal Deferred(Func<T> get) => _get = get;

    /// <exception cref="InvalidOperationException">The batch has not been sent.</exception>
    public T Value => _get();

    /// <summary>The same result in another shape.</summary>
    public Deferred<TShape> Select<TShape>(Func<T, TShape> shape) => new(() => shape(Value));
}

/// <summary>The rows of one statement of a batch.</summary>
internal sealed class DeferredRows<T>(Func<DbDataReader, T> read)
{
    private List<T>? _rows;

    public Deferred<List<T>> Result => new(Get);

    public async Task ReadAsync(DbDataReader reader, CancellationToken ct)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        _rows = rows;
    }

    public List<T> Get() => _rows ?? throw new InvalidOperationException("Send the batch before reading its results.");
}
