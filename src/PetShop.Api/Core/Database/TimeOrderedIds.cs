using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Ids that sort by time, so that one id finds one monthly partition and a date filter becomes an id range: seconds since 2020 above,
/// 20 bits of a database sequence below. They stay under 2^53, JavaScript's limit, until 2292.
/// </summary>
public sealed class TimeOrderedIds(NpgsqlDataSource database, TimeProvider clock) : IDisposable
{
    public const string Sequence = "time_ordered_id_blocks";
    public const int BlockSize = 64;
    private const int LowBits = 20;
    private const long LowMask = PerSecond - 1;

    /// <summary>How far the ids of one second lie from those of the next.</summary>
    public const long PerSecond = 1L << LowBits;

    /// <summary>Odd, so that it maps the 20 bits one to one: neighbours in the sequence lie far apart, and ids don't count the sales.</summary>
    private const long Scramble = 0x9E375;

    /// <summary>A block is dropped after this while: held for ever, its numbers could come round again on another node.</summary>
    private static readonly TimeSpan BlockLife = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SemaphoreSlim _gate = new(1);
    private long _next;
    private int _left;
    private DateTimeOffset _taken;

    /// <summary>A new id of this moment. Call it before a transaction is open: a fresh block is taken on a connection of its own.</summary>
    public async ValueTask<long> NextAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (_left == 0 || now - _taken > BlockLife || now < _taken)
                await TakeBlockAsync(now, ct);
            _left--;
            return Compose(now, _next++);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The smallest id of a moment: where a month's partition or a date filter begins.</summary>
    public static long From(DateTimeOffset time) => time <= Epoch ? 0 : (long)(time - Epoch).TotalSeconds << LowBits;

    /// <summary>The second an id was made in.</summary>
    public static DateTimeOffset TimeOf(long id) => Epoch.AddSeconds(id >> LowBits);

    internal static long Compose(DateTimeOffset time, long number) => From(time) | (number * Scramble & LowMask);

    private async Task TakeBlockAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"SELECT nextval('{Sequence}')");
        _next = (long)(await command.ExecuteScalarAsync(ct))!;
        _left = BlockSize;
        _taken = now;
    }

    public void Dispose() => _gate.Dispose();
}
