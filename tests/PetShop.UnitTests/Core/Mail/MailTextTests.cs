using Microsoft.Extensions.Options;
using MimeKit;
using PetShop.Api.Core.Mail.Content;
using PetShop.Api.Core.Mail.Settings;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;

namespace PetShop.UnitTests.Core.Mail;

public sealed class MailTextTests
{
    private const string Hostile =
        "<script>alert(1)</script>\r\nBcc: everybody@example.com\r\n\r\n{{ shop }} \u202E\"'&";

    /// <summary>No mails of their own.</summary>
    private static readonly string[] Parts = ["footer", "order-labels"];

    private static readonly string[] Names =
    [
        "name", "until", "order_number", "placed_on", "total", "pay_by", "address", "goods", "carrier",
        "tracking_number", "tracking_url", "amount", "ways", "note", "gift_cards",
    ];

    public static TheoryData<string, string> Mails()
    {
        var all = new TheoryData<string, string>();
        foreach (var text in new MailTexts().Languages.Where(text => !Parts.Contains(text.Key)))
            foreach (var language in MailLanguage.Codes)
                all.Add(text.Key, language);
        return all;
    }

    [Fact]
    public void Every_text_exists_in_every_language() => Assert.All(new MailTexts().Languages,
        text => Assert.Equal(MailLanguage.Codes.Order(), text.Order()));

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Whatever_a_value_contains_is_text(string text, string language)
    {
        var message = await WriteAsync(text, language, Names.ToDictionary(name => name, string? (_) => Hostile));
        var head = message.Headers.Select(header => header.Field).ToList();
        Assert.Equal(head.Distinct(StringComparer.OrdinalIgnoreCase), head);
        Assert.DoesNotContain("Bcc", head, StringComparer.OrdinalIgnoreCase);
        Assert.Equal("rex@example.com", Assert.Single(message.To.Mailboxes).Address);
        Assert.DoesNotContain("\n", message.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", message.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("{{ shop }}", message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", message.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task What_is_not_known_is_left_out_and_long_words_are_kept(string text, string language)
    {
        var word = new string('W', 300);
        var values = Names.ToDictionary(name => name, string? (_) => null);
        values["name"] = values["order_number"] = values["amount"] = word;
        values["placed_on"] = values["total"] = "x";
        var message = await WriteAsync(text, language, values);
        Assert.InRange(message.Subject!.Length, 1, 200);
        Assert.DoesNotContain("false", message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("{%", message.TextBody, StringComparison.Ordinal);
        Assert.Equal(text.StartsWith("order", StringComparison.Ordinal)
            || text.StartsWith("return", StringComparison.Ordinal),
            message.TextBody!.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_has_a_name_that_stays_and_says_nothing_and_both_forms()
    {
        var message = await WriteAsync("order-placed", "de", Names.ToDictionary(name => name, string? (_) => "x"));
        Assert.Matches("^[0-9a-f]{40}@shop[.]example$", message.MessageId);
        var again = await WriteAsync("order-placed", "de", Names.ToDictionary(name => name, string? (_) => "y"));
        Assert.Equal(message.MessageId, again.MessageId);
        Assert.IsType<MultipartAlternative>(message.Body);
        Assert.Contains("2 × 8,00", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://shop.example/de/orders/7#token=a_b", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Bestellung ansehen", message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("reply@shop.example", Assert.Single(message.ReplyTo.Mailboxes).Address);
    }

    [Theory]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("A <a@b.example>")]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    public Task An_address_that_cannot_be_written_to_is_refused(string address) =>
        Assert.ThrowsAsync<FormatException>(() =>
            WriteAsync("order-paid", "en", Names.ToDictionary(name => name, string? (_) => "x"), address));

    [Theory]
    [InlineData("rex@xn--mller-kva.example")]
    [InlineData("REX@Example.com")]
    [InlineData("a..b@example.com", "\"a..b\"@example.com")]
    [InlineData(".a.@example.com", "\".a.\"@example.com")]
    [InlineData("o'neill+dog{1}/x=y@example.com")]
    public async Task Every_address_that_accounts_can_have_can_be_written_to(string address, string? written = null)
    {
        var message = await WriteAsync(
            "order-paid", "en", Names.ToDictionary(name => name, string? (_) => "x"), address);
        Assert.Equal(written ?? address, Assert.Single(message.To.Mailboxes).GetAddress(idnEncode: true),
            StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("en", 1234.5, "EUR", "€1,234.50")]
    [InlineData("en", -8, "CHF", "-CHF\u00A08.00")]
    [InlineData("en", 1600, "JPY", "¥1,600")]
    [InlineData("de", 1234.5, "EUR", "1.234,50\u00A0€")]
    [InlineData("de", -1.125, "KWD", "-1,125\u00A0KWD")]
    public void Amounts_have_the_form_of_the_language(string language, double amount, string currency, string shown) =>
        Assert.Equal(shown, MailLanguage.Find(language)!.Money((decimal)amount, currency));

    [Theory]
    [InlineData("en", "3 March 2026")]
    [InlineData("de", "3. März 2026")]
    public void Days_have_the_form_of_the_language(string language, string shown) =>
        Assert.Equal(shown, MailLanguage.Find(language)!.Date(new DateOnly(2026, 3, 3)));

    private static async Task<MimeMessage> WriteAsync(
        string text, string language, Dictionary<string, string?> values, string to = "rex@example.com")
    {
        var mail = Options.Create(new MailOptions
        {
            From = "mail@shop.example",
            ReplyTo = "reply@shop.example",
            Language = language,
        });
        var shop = Options.Create(new ShopOptions
        {
            Name = "Paws\r\nBcc: x",
            StorefrontUrl = new("https://shop.example/de/"),
        });
        var writer = new MailWriter(
            new(new(), mail, shop), new(new FixedKeys(), mail), mail, shop, TimeProvider.System);
        var message = await writer.WriteAsync(new MailDraft
        {
            Id = "evt_7",
            To = to,
            Text = text,
            Values = values,
            Link = text.StartsWith("order", StringComparison.Ordinal) ? "/orders/7#token=a_b" : null,
            Table = new([new(Hostile, "2 × 8,00", "16,00")], [new("Total", "16,00", true)]),
        }, CancellationToken.None);
        using var sent = new MemoryStream();
        message.WriteTo(sent);
        sent.Position = 0;
        return MimeMessage.Load(sent);
    }

    private sealed class FixedKeys : IDerivedKeys
    {
        public ValueTask<IReadOnlyList<byte[]>> ForAsync(string purpose, CancellationToken ct) => new([new byte[32]]);
    }
}
