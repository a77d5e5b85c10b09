using PetShop.Api.Core.Cache.Redis;

namespace PetShop.UnitTests.Core.Cache;

public sealed class PendingRemovalsTests
{
    private readonly PendingRemovals _pending = new(limit: 3);

    [Fact]
    public void What_is_pending_is_handed_out_once()
    {
        _pending.Add(["a", "b"]);
        _pending.Add(["b"]);
        Assert.False(_pending.IsEmpty);
        Assert.Equal(["a", "b"], _pending.Take()!.Order());
        Assert.True(_pending.IsEmpty);
    }

    [Fact]
    public void Too_many_tags_become_everything()
    {
        _pending.Add(["a", "b", "c", "d"]);
        _pending.Add(["e"]);
        Assert.False(_pending.IsEmpty);
        Assert.Null(_pending.Take());
        Assert.True(_pending.IsEmpty);
    }

    [Fact]
    public void Everything_covers_the_tags_before_and_after_it()
    {
        _pending.Add(["a"]);
        _pending.Add(null);
        _pending.Add(["b"]);
        Assert.Null(_pending.Take());
    }
}
