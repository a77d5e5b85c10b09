using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Papers;

internal sealed class InvoiceReminderConfiguration : IEntityTypeConfiguration<InvoiceReminder>
{
    public const string Table = "invoice_reminders";

    public void Configure(EntityTypeBuilder<InvoiceReminder> reminder)
    {
        reminder.ToTable(Table);
        reminder.HasKey(r => r.InvoiceId);
        reminder.Property(r => r.InvoiceId).ValueGeneratedNever();
        reminder.HasOne<InvoiceRegisterEntry>().WithOne().HasForeignKey<InvoiceReminder>(r => r.InvoiceId);
    }
}
