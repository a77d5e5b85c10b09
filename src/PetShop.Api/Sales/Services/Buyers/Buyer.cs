using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Buyers;

/// <summary>Who orders: an account, or a guest with an e-mail address.</summary>
/// <param name="Cart">Whose cart is ordered.</param>
/// <param name="Guest">The guest; null for an account.</param>
/// <param name="IsInBody">Whether the body names the account.</param>
internal sealed record Buyer(CartOwner Cart, GuestContact? Guest = null, bool IsInBody = false)
{
    /// <summary>The account; null for a guest.</summary>
    public long? UserId => Cart.UserId;

    /// <summary>By whom limits of promotions are counted.</summary>
    public PromotionCustomer Customer => Guest is { } guest
        ? PromotionCustomer.OfGuest(guest.Email)
        : PromotionCustomer.OfAccount(UserId!.Value);
}

/// <summary>A customer without an account.</summary>
internal sealed record GuestContact(string Name, string Email)
{
    /// <summary>The same as for an account. Guests always pay in advance, and nobody has verified a VAT number of
    /// theirs.</summary>
    public AccountContact AsContact() => new(Name, Email, PaymentTerms.Prepaid, VatNumber: null);
}
