using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Products.Entities.Search;

internal sealed class SearchReindexTaskConfiguration : IEntityTypeConfiguration<SearchReindexTask>
{
    public void Configure(EntityTypeBuilder<SearchReindexTask> renewal)
    {
        renewal.ToTable("search_renewals");
        renewal.Property(r => r.DoneUpTo).HasDefaultValue(0L);
    }
}
