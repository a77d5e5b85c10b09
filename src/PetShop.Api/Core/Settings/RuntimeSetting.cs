namespace PetShop.Api.Core.Settings;

/// <summary>A setting that an admin changed at run time. It applies to all nodes and survives restarts.</summary>
public sealed class RuntimeSetting
{
    /// <summary>The maximum length of a <see cref="Key"/>.</summary>
    public const int KeyLength = 300;

    /// <summary>The key in the configuration, such as <c>Logging:LogLevel:PetShop.Requests</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Null hides the value that the configuration has for this key.</summary>
    public string? Value { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
