using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Settings;

internal sealed class RuntimeSettingConfiguration : IEntityTypeConfiguration<RuntimeSetting>
{
    public void Configure(EntityTypeBuilder<RuntimeSetting> setting)
    {
        setting.ToTable("runtime_settings");
        setting.HasKey(s => s.Key);
        setting.Property(s => s.Key).HasMaxLength(RuntimeSetting.KeyLength);
    }
}
