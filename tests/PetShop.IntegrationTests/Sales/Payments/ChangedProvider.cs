using System.Reflection;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>A payment provider whose answers about payments come changed or late.</summary>
public class ChangedProvider : DispatchProxy
{
    private IPaymentProvider _provider = null!;
    private Func<ProviderDetails, Task<ProviderDetails>> _change = null!;

    internal static IPaymentProvider Of(
        IPaymentProvider provider, Func<ProviderDetails, Task<ProviderDetails>> change)
    {
        var changed = Create<IPaymentProvider, ChangedProvider>();
        (((ChangedProvider)changed)._provider, ((ChangedProvider)changed)._change) = (provider, change);
        return changed;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_provider, args);
        return answer is Task<ProviderDetails> details ? ChangeAsync(details) : answer;
    }

    private async Task<ProviderDetails> ChangeAsync(Task<ProviderDetails> details) => await _change(await details);
}
