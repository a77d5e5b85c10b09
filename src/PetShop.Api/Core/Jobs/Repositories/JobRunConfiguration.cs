using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Jobs.Repositories;

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.ToTable("job_runs");
        run.HasKey(r => r.Name);
        run.Property(r => r.Name).HasMaxLength(JobRun.NameLength).UseCollation("C");
        run.Property(r => r.Error).HasMaxLength(JobRun.ErrorLength);
    }
}
