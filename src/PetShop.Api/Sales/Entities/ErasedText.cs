namespace PetShop.Api.Sales.Entities;

/// <summary>What replaces texts that are erased, so that their fields keep their types.</summary>
public static class ErasedText
{
    public const string OfAccount = "Erased: the account was closed.";
    public const string OfGuest = "Erased: the guest asked for it.";
}
