using System.Diagnostics;
using Microsoft.AspNetCore.Mvc.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace PetShop.IntegrationTests.Products;

/// <summary>Counts the actions that a node runs.</summary>
internal sealed class ActionCounter : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly IDisposable _subscription;
    private int _count;

    public ActionCounter(IServiceProvider services) =>
        _subscription = services.GetRequiredService<DiagnosticListener>().Subscribe(this);

    public int Count => Volatile.Read(ref _count);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == BeforeActionEventData.EventName)
            Interlocked.Increment(ref _count);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscription.Dispose();
}
