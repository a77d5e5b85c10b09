namespace PetShop.Api.Products.Entities;

/// <summary>Who makes a product. Its name is unique whatever its case and however its letters are composed.</summary>
public sealed class Brand : ReferenceEntry;
