using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Services.Payments.Providers.Local;

/// <summary>
/// Gift cards and store credit: the shop's own ledger moves the money, in the transaction that records the payment.
/// </summary>
internal sealed class StoreCreditProvider : ILocalProvider
{
    public const string ProviderName = "store_credit";

    public string Name => ProviderName;

    public bool IsRecorded => false;

    public bool Handles(PaymentMethod method) => method == PaymentMethod.StoreCredit;
}
