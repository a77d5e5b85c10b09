namespace PetShop.Api.Sales.Dtos.Returns;

/// <summary>A product of which more was to be returned than can be.</summary>
/// <param name="Requested">Units asked for, over all lines.</param>
/// <param name="Returnable">Units bought less those returned.</param>
public sealed record ReturnShortage(long ProductId, int Requested, int Returnable);
