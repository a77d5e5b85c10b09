namespace PetShop.Api.Core.Cache.Shared;

/// <summary>How the cache stands with Redis.</summary>
public enum RedisState
{
    /// <summary>None is configured: one node, memory only.</summary>
    Off,

    /// <summary>Configured but not trusted now: memory with a short life, and the database.</summary>
    Down,

    /// <summary>In use.</summary>
    Up,
}
