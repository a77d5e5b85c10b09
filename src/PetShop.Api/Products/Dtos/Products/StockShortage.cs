namespace PetShop.Api.Products.Dtos;

/// <summary>A product of which there is too little.</summary>
/// <param name="Requested">Units asked for, over all lines.</param>
/// <param name="Available">Units on hand.</param>
public sealed record StockShortage(long ProductId, int Requested, int Available);
