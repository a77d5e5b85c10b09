namespace PetShop.IntegrationTests.Shop;

/// <summary>A test that has a shop to itself, with clean data. Tests run in parallel, a shop each.</summary>
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
