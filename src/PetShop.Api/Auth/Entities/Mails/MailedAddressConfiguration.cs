using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Auth.Entities.Mails;

internal sealed class MailedAddressConfiguration : IEntityTypeConfiguration<MailedAddress>
{
    public void Configure(EntityTypeBuilder<MailedAddress> mailed)
    {
        mailed.ToTable("mailed_addresses");
        mailed.HasKey(m => new { m.AddressHash, m.MailId });
        mailed.HasIndex(m => m.CreatedAt);
    }
}
