namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>The header with a guest's token.</summary>
internal static class CartToken
{
    public const string Header = "Cart-Token";
}
