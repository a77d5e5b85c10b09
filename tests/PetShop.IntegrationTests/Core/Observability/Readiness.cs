namespace PetShop.IntegrationTests.Core.Observability;

internal static class Readiness
{
    /// <summary>Waits for a readiness response, whose database state is up to a second old.</summary>
    public static async Task<HttpResponseMessage> WhenReadyIsAsync(this ShopNode node, HttpStatusCode status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var answer = await new ShopCaller(node).GetAsync("/health/ready");
            if (answer.StatusCode == status || patience.IsCancellationRequested)
            {
                await answer.ShouldBeAsync(status);
                return answer;
            }
            await Task.Delay(50);
        }
    }
}
