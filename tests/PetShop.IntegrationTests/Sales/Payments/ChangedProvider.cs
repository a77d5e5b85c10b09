using System.Reflection;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>A payment provider whose answers come changed or late.</summary>
public class ChangedProvider : DispatchProxy
{
    private IPaymentProvider _provider = null!;
    private Func<ProviderDetails, Task<ProviderDetails>> _change = null!;
    private Func<IReadOnlyList<MissedMessage>, IReadOnlyList<MissedMessage>>? _changePage;

    internal static IPaymentProvider Of(
        IPaymentProvider provider, Func<ProviderDetails, Task<ProviderDetails>> change,
        Func<IReadOnlyList<MissedMessage>, IReadOnlyList<MissedMessage>>? changePage = null)
    {
        var changed = Create<IPaymentProvider, ChangedProvider>();
        var proxy = (ChangedProvider)changed;
        (proxy._provider, proxy._change, proxy._changePage) = (provider, change, changePage);
        return changed;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_provider, args);
        return answer switch
        {
            Task<ProviderDetails> details => ChangeAsync(details),
            IAsyncEnumerable<IReadOnlyList<MissedMessage>> pages when _changePage is not null =>
                pages.Select(_changePage),
            _ => answer,
        };
    }

    private async Task<ProviderDetails> ChangeAsync(Task<ProviderDetails> details) => await _change(await details);
}
