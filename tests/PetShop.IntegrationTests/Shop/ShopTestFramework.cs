using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("PetShop.IntegrationTests.Shop.ShopTestFramework", "PetShop.IntegrationTests")]

namespace PetShop.IntegrationTests.Shop;

/// <summary>xunit's own, which also ends the shops and their servers after the last test.</summary>
public sealed class ShopTestFramework : XunitTestFramework
{
    public ShopTestFramework(IMessageSink messageSink) : base(messageSink) => DisposalTracker.Add(new End());

    private sealed class End : IDisposable
    {
        public void Dispose() => EndAsync().GetAwaiter().GetResult();

        private static async Task EndAsync()
        {
            await ShopPool.CloseAsync();
            await TemplateDatabase.DropAsync();
            await TestServers.StopAsync();
        }
    }
}
