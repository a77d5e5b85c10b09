using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;

namespace PetShop.Api.Auth.Entities.SignIn;

internal sealed class SignInNetworkConfiguration : IEntityTypeConfiguration<SignInNetwork>
{
    public void Configure(EntityTypeBuilder<SignInNetwork> network)
    {
        network.ToTable("sign_in_networks");
        network.HasKey(n => new { n.UserId, n.Network });
        network.Property(n => n.Network).HasMaxLength(SignInNetwork.NetworkMaxLength);
        network.HasOne<User>().WithMany().HasForeignKey(n => n.UserId)
            .HasConstraintName("fk_sign_in_networks_user_user_id");
        network.HasIndex(n => n.LastSignInAt);
    }
}
