namespace PetShop.Api.Products.Entities;

/// <summary>Who makes a product. Its name is unique whatever its case.</summary>
public sealed class Brand : ReferenceEntry;
