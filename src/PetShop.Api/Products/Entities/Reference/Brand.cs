namespace PetShop.Api.Products.Entities.Reference;

/// <summary>The manufacturer of a product. Its name is unique, ignoring case and Unicode composition.</summary>
public sealed class Brand : ReferenceEntity;
