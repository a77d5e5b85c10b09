using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Generates ids that sort by time, so that an id identifies a monthly partition and a date filter becomes an id range:
/// seconds since 2020 in the high bits, 20 bits of a database sequence below, scrambled with a key. They stay below
/// 2^53, JavaScript's limit, until 2292.
/// </summary>
public sealed class TimeOrderedIds
{
    public const string Sequence = "time_ordered_id_blocks";
    public const int BlockSize = 64;
    private const int LowBits = IdScrambler.Bits;
    private const long LowMask = PerSecond - 1;

    /// <summary>The difference between the ids of one second and those of the next.</summary>
    public const long PerSecond = 1L << LowBits;

    /// <summary>The multiplier for ids from before there was a key.</summary>
    private const long UnscrambledUntil = 0x9E375;

    /// <summary>A block is dropped after this time: kept for ever, its numbers could repeat on another node.</summary>
    private static readonly TimeSpan BlockLife = TimeSpan.FromMinutes(1);

    /// <summary>When this few numbers are left, the next block is fetched in the background.</summary>
    private const int RefillThreshold = BlockSize / 4;
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private readonly SharedTask<Block> _take;
    private readonly Lock _gate = new();
    private readonly Queue<Block> _blocks = new();
    private IdScrambler? _scrambler;    // the key never changes

    public TimeOrderedIds(NpgsqlDataSource database, IOptions<DatabaseOptions> options, TimeProvider clock)
    {
        (_database, _clock, _limit) = (database, clock, options.Value.WaitLimit);
        _take = new(TakeBlockAsync, _limit);
    }

    /// <summary>
    /// A new id with the current time. Call it before a transaction is open: a new block is fetched on its own
    /// connection.
    /// </summary>
    /// <exception cref="TimeoutException">The database returned no block in time.</exception>
    public ValueTask<long> NextAsync(CancellationToken ct) => TryNext() is { } id ? new(id) : new(WaitAsync(ct));

    /// <summary>The smallest id of a time, where a monthly partition or a date filter begins.</summary>
    public static long From(DateTimeOffset time) => time <= Epoch ? 0 : (long)(time - Epoch).TotalSeconds << LowBits;

    /// <summary>The second in which an id was generated.</summary>
    public static DateTimeOffset TimeOf(long id) => Epoch.AddSeconds(id >> LowBits);

    /// <param name="startsAt">The first second that uses the scrambler.</param>
    internal static long Compose(DateTimeOffset time, long number, IdScrambler scrambler, DateTimeOffset startsAt)
    {
        var second = From(time);
        return second | (second >= From(startsAt)
            ? scrambler.Scramble(second >> LowBits, number)
            : number * UnscrambledUntil & LowMask);
    }

    /// <summary>
    /// More callers may wait for a block than it has numbers: the others wait for the next one, within the same time
    /// limit.
    /// </summary>
    private async Task<long> WaitAsync(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        while (_limit - Stopwatch.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            await _take.JoinOrStart().WaitAsync(left, ct);
            if (TryNext() is { } id)
                return id;
        }
        throw new TimeoutException("No id could be reserved in time.");
    }

    private long? TryNext()
    {
        var now = _clock.GetUtcNow();
        lock (_gate)
        {
            Block? block;
            while (_blocks.TryPeek(out block) && (block.Left == 0 || (now - block.TakenAt).Duration() > BlockLife))
                _blocks.Dequeue();
            if (block is null)
                return null;
            if (block.Left <= RefillThreshold && _blocks.Count == 1)
                _ = _take.JoinOrStartUnlessFailing();
            block.Left--;
            return Compose(now, block.Next++, block.Scrambler, block.StartsAt);
        }
    }

    private async Task<Block> TakeBlockAsync(CancellationToken ct)
    {
        var takenAt = _clock.GetUtcNow();
        await using var command = _database.CreateCommand($"SELECT nextval('{Sequence}'), key, starts_at FROM id_keys");
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            throw new InvalidOperationException(
                "The table id_keys is empty, so no id can be generated. Restore its row from a backup.");
        var (next, startsAt) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(2));
        _scrambler ??= new(reader.GetFieldValue<byte[]>(1));
        var block = new Block { Next = next, TakenAt = takenAt, Scrambler = _scrambler, StartsAt = startsAt };
        lock (_gate)
            _blocks.Enqueue(block);
        return block;
    }

    private sealed class Block
    {
        public required long Next { get; set; }
        public int Left { get; set; } = BlockSize;
        public required DateTimeOffset TakenAt { get; init; }
        public required IdScrambler Scrambler { get; init; }
        public required DateTimeOffset StartsAt { get; init; }
    }
}
