using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Queue;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>Does what waits in queues, as the shop's worker does.</summary>
internal static class QueueSteps
{
    /// <summary>Does the items of a queue that are due, one after another, until none is.</summary>
    /// <returns>How many there were, repetitions included.</returns>
    public static async Task<int> WorkOffAsync<T>(this ShopNode node) where T : class, IWorkHandler
    {
        var runner = node.Services.GetRequiredService<WorkRunner>();
        await using var scope = node.Services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<T>();
        for (var done = 0; ; done++)
        {
            var claim = await runner.ClaimAsync(handler.Queue, handler.Policy, 1, CancellationToken.None);
            if (claim.Taken is not [var work])
                return done;
            await runner.RunAsync(typeof(T), handler.Policy, work, CancellationToken.None);
        }
    }
}
