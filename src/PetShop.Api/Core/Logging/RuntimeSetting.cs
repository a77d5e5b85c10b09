using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Logging;

/// <summary>A setting that an admin changes while the shop runs and that holds on every node.</summary>
public sealed class RuntimeSetting
{
    public const int KeyLength = 100;

    public required string Key { get; init; }

    /// <summary>JSON; its shape is the business of whoever owns the key.</summary>
    public required string Value { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class RuntimeSettingConfiguration : IEntityTypeConfiguration<RuntimeSetting>
{
    public void Configure(EntityTypeBuilder<RuntimeSetting> setting)
    {
        setting.ToTable("runtime_settings");
        setting.HasKey(s => s.Key);
        setting.Property(s => s.Key).HasMaxLength(RuntimeSetting.KeyLength);
        setting.Property(s => s.Value).HasColumnType("jsonb");
    }
}
