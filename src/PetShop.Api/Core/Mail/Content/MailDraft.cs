namespace PetShop.Api.Core.Mail.Content;

/// <summary>What a mail says, before it is written.</summary>
public sealed record MailDraft
{
    /// <summary>The mail's own name: the same whenever it is sent again, and of no other mail.</summary>
    public required string Id { get; init; }

    /// <summary>The recipient's address.</summary>
    public required string To { get; init; }

    /// <summary>The name of its text in <c>Mails/Texts</c>.</summary>
    public required string Text { get; init; }

    /// <summary>What the text names, already in the form of the language; null for what is not known.</summary>
    public required IReadOnlyDictionary<string, string?> Values { get; init; }

    /// <summary>Where the text's button leads: a path of the storefront; null for no button.</summary>
    public string? Link { get; init; }

    /// <summary>Null for none.</summary>
    public MailTable? Table { get; init; }
}

/// <summary>A list with amounts, and their sums below.</summary>
public sealed record MailTable(IReadOnlyList<MailRow> Rows, IReadOnlyList<MailSum> Sums);

/// <param name="Note">Below the name, smaller.</param>
public sealed record MailRow(string Name, string Note, string Amount);

/// <param name="IsTotal">Whether it is set off from the others.</param>
public sealed record MailSum(string Label, string Amount, bool IsTotal = false);

/// <summary>A mail in both forms.</summary>
public sealed record MailContent(string Subject, string Html, string Text);
