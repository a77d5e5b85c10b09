using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Papers;

internal sealed class DocumentTaskConfiguration : IEntityTypeConfiguration<DocumentTask>
{
    public const string Table = "document_tasks";

    public void Configure(EntityTypeBuilder<DocumentTask> task)
    {
        task.ToTable(Table);
        task.HasKey(t => new { t.InvoiceId, t.Kind, t.RefundNumber });
        task.Property(t => t.DueAt).HasDefaultValueSql("'-infinity'");
        task.Property(t => t.Attempts).HasDefaultValue(0);
        task.Property(t => t.Failure).HasMaxLength(DocumentTask.FailureMaxLength);
        task.Property(t => t.Draft).HasColumnType("jsonb");
        task.HasIndex(t => new { t.Kind, t.DueAt, t.InvoiceId, t.RefundNumber });
    }
}
