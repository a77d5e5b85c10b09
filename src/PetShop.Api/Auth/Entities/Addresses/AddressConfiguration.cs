using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Auth.Entities.Addresses;

internal sealed class AddressConfiguration : IEntityTypeConfiguration<Address>
{
    private const string ShippingIndex = "ix_addresses_default_shipping";
    private const string BillingIndex = "ix_addresses_default_billing";

    public void Configure(EntityTypeBuilder<Address> address)
    {
        address.ToTable("addresses");
        address.Property(a => a.Id).ValueGeneratedNever();
        address.Property(a => a.Name).HasMaxLength(AddressFields.MaxName);
        address.Property(a => a.Company).HasMaxLength(AddressFields.MaxName);
        address.Property(a => a.Line1).HasMaxLength(AddressFields.MaxLine);
        address.Property(a => a.Line2).HasMaxLength(AddressFields.MaxLine);
        address.Property(a => a.City).HasMaxLength(AddressFields.MaxName);
        address.Property(a => a.Region).HasMaxLength(AddressFields.MaxName);
        address.Property(a => a.PostalCode).HasMaxLength(Core.Addresses.Country.MaxPostalCode);
        address.Property(a => a.Country).HasMaxLength(2);
        address.Property(a => a.Phone).HasMaxLength(PhoneFormat.MaxLength);
        address.Property(a => a.Version).IsConcurrencyToken();
        address.HasOne<User>().WithMany().HasForeignKey(a => a.UserId);
        address.HasIndex(a => a.UserId);
        address.HasIndex(a => a.UserId, ShippingIndex).IsUnique().HasDatabaseName(ShippingIndex)
            .HasFilter("default_shipping");
        address.HasIndex(a => a.UserId, BillingIndex).IsUnique().HasDatabaseName(BillingIndex)
            .HasFilter("default_billing");
    }
}
