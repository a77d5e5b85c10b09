namespace PetShop.Api.Auth.Entities.Mails;

/// <summary>A mail about an account that went to an address, kept for a day, so that nobody is sent too many.</summary>
public sealed class MailedAddress
{
    /// <summary>Stands for the address, ignoring case, and cannot be turned back into it.</summary>
    public required byte[] AddressHash { get; init; }

    /// <summary>The item of the queue: however often it is tried, it counts once.</summary>
    public required long MailId { get; init; }

    /// <summary>What it is about. Each kind is counted for itself, so that none can keep another one back.</summary>
    public required AccountMailKind Kind { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
