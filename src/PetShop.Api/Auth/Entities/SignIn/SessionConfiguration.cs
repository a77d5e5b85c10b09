using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Entities.SignIn;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.Property(s => s.Id).ValueGeneratedNever();
        session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).HasConstraintName("fk_sessions_user_user_id");
        session.Property(s => s.Network).HasMaxLength(SignInNetwork.NetworkMaxLength);
        session.Property(s => s.UserAgent).HasMaxLength(ClientInfo.UserAgentMaxLength);
        session.HasIndex(s => s.LastUsedAt);
        session.HasIndex(s => s.EndedAt).HasFilter("ended_at IS NOT NULL");
    }
}
