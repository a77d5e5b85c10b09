using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PetShop.Api.Core.Addresses;

/// <summary>Maps an address to one column of JSON, for copies that never change as a whole.</summary>
internal static class StoredAddress
{
    private static readonly ValueConverter<PostalAddress, string> Json = new(
        address => JsonSerializer.Serialize(address, AddressJson.Default.PostalAddress),
        text => JsonSerializer.Deserialize(text, AddressJson.Default.PostalAddress)!);

    public static PropertyBuilder<PostalAddress?> HasAddress(this PropertyBuilder<PostalAddress?> property) =>
        property.HasColumnType("jsonb").HasConversion(Json!);
}
