using PetShop.Api.Core.Http;

namespace PetShop.Api.Core.Cache.Local;

internal sealed class LocalEntry
{
    private const int Bookkeeping = 320;
    private bool _used;

    public LocalEntry(string key, JsonBytes json, Reading reading, long expiresAt)
    {
        (Key, Json, Reading, ExpiresAt) = (key, json, reading, expiresAt);
        Size = json.Utf8.Length + 2 * (key.Length + json.ETag.Length) + Bookkeeping;
        Place = new(this);
    }

    public string Key { get; }
    public JsonBytes Json { get; }
    public Reading Reading { get; }
    public long ExpiresAt { get; }
    public long Size { get; }
    public LinkedListNode<LocalEntry> Place { get; }

    /// <summary>Written only on a change, so that a hot entry's cache line stays shared.</summary>
    public void WasUsed()
    {
        if (!Volatile.Read(ref _used))
            Volatile.Write(ref _used, true);
    }

    public bool TakeUse()
    {
        var used = Volatile.Read(ref _used);
        Volatile.Write(ref _used, false);
        return used;
    }
}
