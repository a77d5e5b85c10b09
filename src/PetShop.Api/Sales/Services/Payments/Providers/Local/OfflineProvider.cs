using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Services.Payments.Providers.Local;

/// <summary>
/// Money that the shop receives and pays back without a provider: an admin records it when it has moved.
/// </summary>
internal sealed class OfflineProvider : ILocalProvider
{
    public const string ProviderName = "offline";

    public string Name => ProviderName;

    public bool IsRecorded => true;

    public bool Handles(PaymentMethod method) =>
        method is not (PaymentMethod.Card or PaymentMethod.StoreCredit);
}
