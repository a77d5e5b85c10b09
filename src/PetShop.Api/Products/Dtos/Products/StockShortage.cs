namespace PetShop.Api.Products.Dtos;

/// <summary>A product of which there is too little.</summary>
/// <param name="Requested">Units asked for, over all lines.</param>
/// <param name="Available">Units on hand as the public is told them: up to a cap, and the cap where there are more.</param>
public sealed record StockShortage(long ProductId, int Requested, int Available);
