namespace PetShop.Api.Core.Outbox;

/// <summary>Section <c>Events</c>.</summary>
public sealed class EventsOptions
{
    public const string Section = "Events";

    /// <summary>How long events are kept.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(90);
}
