using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>The shop's payment providers.</summary>
internal sealed class PaymentProviders(IEnumerable<IPaymentProvider> providers)
{
    public IEnumerable<IPaymentProvider> All => providers;

    /// <summary>The provider that a payment was made with.</summary>
    public IPaymentProvider Of(string name) => Find(name)
        ?? throw new InvalidOperationException($"There is no payment provider {name}.");

    /// <summary>Null if there is none with this name.</summary>
    public IPaymentProvider? Find(string name) => providers.FirstOrDefault(provider => provider.Name == name);

    /// <summary>The provider for a method; null if the shop takes no such payments.</summary>
    public IPaymentProvider? For(PaymentMethod method) =>
        providers.FirstOrDefault(provider => provider.Handles(method));
}
