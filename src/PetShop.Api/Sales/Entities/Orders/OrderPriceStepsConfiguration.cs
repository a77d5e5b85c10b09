using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Entities.Orders;

/// <inheritdoc cref="OrderConfiguration"/>
internal sealed class OrderPriceStepsConfiguration : IEntityTypeConfiguration<OrderPriceSteps>
{
    public const string Table = "order_price_steps";

    private static readonly ValueComparer<IReadOnlyList<PriceStep>> NeverChanged =
        new((one, other) => ReferenceEquals(one, other), steps => steps.Count, steps => steps);

    public void Configure(EntityTypeBuilder<OrderPriceSteps> steps)
    {
        steps.ToTable(Table);
        steps.HasKey(s => s.OrderId);
        steps.Property(s => s.OrderId).ValueGeneratedNever();
        steps.Property(s => s.Steps).HasColumnType("jsonb")
            .HasConversion(value => OrderColumns.Write(value), json => OrderColumns.ReadSteps(json), NeverChanged);
        steps.HasOne<Order>().WithOne().HasForeignKey<OrderPriceSteps>(s => s.OrderId);
    }
}
