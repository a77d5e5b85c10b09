namespace PetShop.Api.Core.Jobs;

/// <summary>Settings of the jobs, section <c>Jobs</c>.</summary>
internal sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>Whether this node runs jobs.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The delay between startup and the first run of each job.</summary>
    public TimeSpan FirstRunAfter { get; set; } = TimeSpan.FromSeconds(5);
}
