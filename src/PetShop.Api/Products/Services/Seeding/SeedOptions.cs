namespace PetShop.Api.Products.Services.Seeding;

/// <summary>Section <c>Seed</c>: what <c>migrate</c> puts into a new shop.</summary>
public sealed class SeedOptions
{
    public const string Section = "Seed";

    /// <summary>Whether a shop without any product gets the seed catalogue.</summary>
    public bool Catalogue { get; set; }
}
