namespace PetShop.Api.Core.Cache.Shared;

/// <summary>The state of the cache's connection to Redis.</summary>
public enum RedisState
{
    /// <summary>Not configured: a single node, memory only.</summary>
    Off,

    /// <summary>Configured but not trusted at the moment: memory with short lifetimes, and the database.</summary>
    Down,

    /// <summary>In use.</summary>
    Up,
}
