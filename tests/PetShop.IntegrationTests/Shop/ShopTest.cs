namespace PetShop.IntegrationTests.Shop;

/// <summary>A test with its own shop and clean data. Tests run in parallel, each with its own shop.</summary>
public abstract class ShopTest : IAsyncLifetime
{
    protected ShopFixture Shop { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Shop = await ShopPool.LeaseAsync();

    public virtual Task DisposeAsync()
    {
        ShopPool.Return(Shop);
        return Task.CompletedTask;
    }
}
