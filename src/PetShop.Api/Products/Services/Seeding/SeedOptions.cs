namespace PetShop.Api.Products.Services.Seeding;

/// <summary>Section <c>Seed</c>: the data that <c>migrate</c> adds to a new shop.</summary>
public sealed class SeedOptions
{
    public const string Section = "Seed";

    /// <summary>
    /// Whether a shop without products gets the sample catalogue, and a new shop sample data of the other domains.
    /// </summary>
    public bool Catalogue { get; set; }
}
