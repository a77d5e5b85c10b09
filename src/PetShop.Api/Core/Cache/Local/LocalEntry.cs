using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Cache.Local;

internal sealed class LocalEntry
{
    private const int OverheadBytes = 320;
    private bool _used;

    public LocalEntry(string key, JsonBytes json, VersionSnapshot snapshot, long expiresAt)
    {
        (Key, Json, Snapshot, ExpiresAt) = (key, json, snapshot, expiresAt);
        Size = json.Utf8.Length + 2 * (key.Length + json.ETag.Length)
            + (sizeof(int) + sizeof(long)) * snapshot.Slots.Length + OverheadBytes;
        Node = new(this);
    }

    public string Key { get; }
    public JsonBytes Json { get; }
    public VersionSnapshot Snapshot { get; }
    public long ExpiresAt { get; }
    public long Size { get; }
    public LinkedListNode<LocalEntry> Node { get; }

    /// <summary>Written only on a change, so that a hot entry's cache line stays shared.</summary>
    public void MarkUsed()
    {
        if (!Volatile.Read(ref _used))
            Volatile.Write(ref _used, true);
    }

    public bool ClearUsed()
    {
        var used = Volatile.Read(ref _used);
        Volatile.Write(ref _used, false);
        return used;
    }
}
