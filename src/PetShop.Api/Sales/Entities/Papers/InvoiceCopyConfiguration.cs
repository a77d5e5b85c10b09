using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Papers;

/// <summary>The migration adds a trigger that refuses changes.</summary>
internal sealed class InvoiceCopyConfiguration : IEntityTypeConfiguration<InvoiceCopy>
{
    public const string Table = "invoice_documents";

    public void Configure(EntityTypeBuilder<InvoiceCopy> copy)
    {
        copy.ToTable(Table);
        copy.HasKey(c => c.InvoiceId);
        copy.Property(c => c.InvoiceId).ValueGeneratedNever();
        copy.Property(c => c.Document).HasColumnType("jsonb");
        copy.HasOne<InvoiceRegisterEntry>().WithOne().HasForeignKey<InvoiceCopy>(c => c.InvoiceId);
    }
}
