using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Papers;

/// <summary>The migration adds a trigger that refuses changes.</summary>
internal sealed class CreditNoteConfiguration : IEntityTypeConfiguration<CreditNote>
{
    public const string Table = "credit_notes";

    public void Configure(EntityTypeBuilder<CreditNote> note)
    {
        note.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_credit_notes_total_amount", "total_amount >= 0");
            table.HasCheckConstraint("ck_credit_notes_sequence", "sequence > 0");
        });
        note.Property(n => n.Id).ValueGeneratedNever();
        note.Property(n => n.Currency).HasMaxLength(3);
        note.Property(n => n.Series).HasMaxLength(InvoiceRegisterEntryConfiguration.MaxSeries);
        note.Property(n => n.Document).HasColumnType("jsonb");
        note.HasOne<InvoiceRegisterEntry>().WithMany().HasForeignKey(n => n.InvoiceId);
        note.HasIndex(n => new { n.InvoiceId, n.RefundNumber }).IsUnique();
        note.HasIndex(n => new { n.Series, n.Year, n.Sequence }).IsUnique();
        note.HasIndex(n => new { n.UserId, n.Id });
        note.HasIndex(n => new { n.OrderId, n.Id });
    }
}
