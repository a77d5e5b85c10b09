namespace PetShop.Api.Operations.Entities;

/// <summary>A subscriber to events, to whose URL they are sent.</summary>
public sealed class Webhook
{
    public const int UrlLength = 2_000;
    public const int DescriptionLength = 500;

    /// <summary>How long the secret before the last one stays valid.</summary>
    public static readonly TimeSpan OldSecretValidity = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestFailing = TimeSpan.FromDays(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private const int MostFailures = 10;

    private Webhook()
    {
    }

    public long Id { get; private set; }
    public string Url { get; private set; } = "";
    public string? Description { get; set; }

    /// <summary>Empty for all types.</summary>
    public string[] EventTypes { get; set; } = [];
    public bool IsEnabled { get; private set; }

    /// <summary>Encrypted.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The secret before, encrypted; null if there was none.</summary>
    public string? OldSecret { get; private set; }
    public DateTimeOffset? OldSecretUntil { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? LastSuccessAt { get; private set; }

    /// <summary>When the first failure after the last success was; null if there is none.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; private set; }

    /// <summary>Until when nothing is sent, because it has failed.</summary>
    public DateTimeOffset? PausedUntil { get; private set; }

    /// <summary>When it was disabled because it had failed for long; null if it was not.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; }

    /// <param name="secret">Encrypted.</param>
    public static Webhook Create(string url, string? description, string[] types, string secret, DateTimeOffset now) =>
        new()
        {
            Url = url,
            Description = description,
            EventTypes = types,
            Secret = secret,
            IsEnabled = true,
            CreatedAt = now,
            Version = 1,
        };

    public bool Wants(string type) => EventTypes.Length == 0 || EventTypes.Contains(type);

    public void MarkEdited() => Version++;

    public void MoveTo(string url)
    {
        if (url != Url)
            (Url, PausedUntil) = (url, null);
    }

    /// <summary>Enabling it forgets its failures.</summary>
    public void Enable(bool isEnabled)
    {
        if (isEnabled && !IsEnabled)
            (FailingSince, Failures, PausedUntil, DisabledAt) = (null, 0, null, null);
        IsEnabled = isEnabled;
    }

    /// <summary>
    /// The secret in use stays valid for a day. Rotating again meanwhile replaces only the new one: the subscriber may
    /// not have got it.
    /// </summary>
    public void Rotate(string secret, DateTimeOffset now)
    {
        if (OldSecret is null || OldSecretUntil <= now)
            (OldSecret, OldSecretUntil) = (Secret, now + OldSecretValidity);
        Secret = secret;
    }

    public void Succeed(DateTimeOffset now) =>
        (LastSuccessAt, FailingSince, Failures, PausedUntil) = (now, null, 0, null);

    /// <param name="isUnreachable">
    /// Whether others would fail too. If not, only this message is refused, and the others go on.
    /// </param>
    /// <returns>Whether this failure disables it.</returns>
    public bool Fail(bool isUnreachable, DateTimeOffset now)
    {
        (FailingSince, Failures) = (FailingSince ?? now, Failures + 1);
        if (isUnreachable && !(PausedUntil > now))      // messages that fail at the same time are one failure
        {
            var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(Failures, 10)));
            PausedUntil = now + (pause < LongestPause ? pause : LongestPause);
        }
        if (!IsEnabled || Failures < MostFailures || now - FailingSince < LongestFailing)
            return false;
        (IsEnabled, DisabledAt) = (false, now);
        return true;
    }
}
