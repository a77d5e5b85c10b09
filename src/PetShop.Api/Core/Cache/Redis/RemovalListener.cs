using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// Applies the removals of other nodes to the in-memory level, in the order of the channel. Gaps in the numbers reveal
/// lost messages; the node's own heartbeats show that it is still listening. Messages are processed one at a time.
/// </summary>
internal sealed partial class RemovalListener(
    LocalStore local, NodeRegistry nodes, CacheMetrics metrics, IOptions<CacheOptions> options, CacheClock clock,
    ILogger<RemovalListener> logger)
{
    private readonly long _lease = clock.Ticks(options.Value.Lease);
    private long _lastNumber;
    private long _lastHeard = clock.Now;
    private volatile Rejoining? _rejoining;

    /// <summary>The time since this node last received its own heartbeat.</summary>
    public TimeSpan Silence => clock.Since(Volatile.Read(ref _lastHeard));

    /// <summary>Clears the node's memory at its next heartbeat.</summary>
    /// <returns>Completes when that heartbeat has been received.</returns>
    public Task RejoinAsync()
    {
        var rejoining = new Rejoining(clock.Now, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _rejoining = rejoining;
        return rejoining.Heard.Task;
    }

    public void Receive(string? text)
    {
        if (RemovalMessage.Parse(text) is not { } message)
            return;
        if (message.Kind != RemovalKind.Heartbeat)
            ApplyRemoval(message);
        else if (message.Body.Split('\t', 2) is [var time, var figures]
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var sentAt))
            ApplyHeartbeat(message, sentAt, figures);
    }

    private void ApplyRemoval(RemovalMessage removal)
    {
        if (removal.Number > _lastNumber + 1)
            Missed(_lastNumber, removal.Number);
        _lastNumber = Math.Max(_lastNumber, removal.Number);
        if (removal.Origin == nodes.Own)
            return;   // already applied here, before and after it was sent
        metrics.Removed(Apply(removal), heard: true);
    }

    /// <returns>The kind of removal, as in the metrics.</returns>
    private string Apply(RemovalMessage removal)
    {
        switch (removal.Kind)
        {
            case RemovalKind.Tags when RemovalMessage.TagsIn(removal.Body) is { } tags:
                local.RemoveTags(tags);
                return "tag";
            case RemovalKind.Pattern:
                local.RemoveMatching(new(removal.Body));
                return "pattern";
            default:
                local.Clear();   // everything, or a message that this build cannot read
                return "all";
        }
    }

    private void ApplyHeartbeat(RemovalMessage beat, long sentAt, string figures)
    {
        var own = beat.Origin == nodes.Own;
        if (own && _rejoining is { } rejoining && sentAt >= rejoining.Since)
        {
            _rejoining = null;
            _lastNumber = beat.Number;
            local.Clear();
            TrustSince(sentAt);
            rejoining.Heard.TrySetResult();
            return;
        }
        if (beat.Number != _lastNumber)
            Missed(_lastNumber, beat.Number);
        _lastNumber = beat.Number;
        if (own)
            TrustSince(sentAt);
        else if (JsonSerializer.Deserialize(figures, CacheJson.Default.NodeFigures) is { } others)
            nodes.Update(others);
    }

    /// <summary>All removals before the heartbeat was sent have been received by now.</summary>
    private void TrustSince(long sentAt)
    {
        local.Trust(sentAt + _lease);
        Volatile.Write(ref _lastHeard, clock.Now);
    }

    private void Missed(long last, long number)
    {
        local.Clear();
        LogMissed(last, number);
    }

    private sealed record Rejoining(long Since, TaskCompletionSource Heard);

    [LoggerMessage(LogLevel.Warning, "Removals were missed ({Number} followed {Last}); the node's memory is cleared")]
    private partial void LogMissed(long last, long number);
}
