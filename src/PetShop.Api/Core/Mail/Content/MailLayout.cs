using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Mail.Settings;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Core.Mail.Content;

/// <summary>
/// Writes mails: the words of a text in the one layout that all mails have, as HTML and as plain text. Whatever a value
/// contains is text, in HTML too.
/// </summary>
internal sealed class MailLayout
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly TemplateOptions Strict = new() { StrictVariables = true, StrictFilters = true };

    private readonly MailTexts _texts;
    private readonly IFluidTemplate _html = Load("html");
    private readonly IFluidTemplate _plain = Load("txt");
    private readonly string _color;
    private readonly string _shop;
    private readonly string _storefront;

    public MailLayout(MailTexts texts, IOptions<MailOptions> mail, IOptions<ShopOptions> shop)
    {
        _texts = texts;
        _color = mail.Value.Color;
        _shop = shop.Value.Name;
        _storefront = shop.Value.StorefrontUrl?.ToString().TrimEnd('/') ?? "";
        Language = MailLanguage.Find(mail.Value.Language)!;
    }

    /// <summary>The language of all mails.</summary>
    public MailLanguage Language { get; }

    /// <summary>The lines of a text that is no mail of its own, such as the labels of a table.</summary>
    public Dictionary<string, string> Words(string text) =>
        _texts.Find(Language.Code, text).Lines(new TemplateContext(Strict));

    public MailContent Write(MailDraft draft)
    {
        var words = new TemplateContext(Strict);
        words.SetValue("shop", _shop);
        foreach (var (name, value) in draft.Values)
            words.SetValue(name, value is null ? BooleanValue.False : new StringValue(value));
        var text = _texts.Find(Language.Code, draft.Text);
        var layout = new TemplateContext(Strict);
        var subject = text.Line("Subject", words)!;
        layout.SetValue("subject", subject);
        layout.SetValue("heading", text.Line("Heading", words)!);
        layout.SetValue("paragraphs", FluidValue.Create(text.Paragraphs(words), Strict));
        layout.SetValue(
            "button", draft.Link is null ? BooleanValue.False : new StringValue(text.Line("Button", words)!));
        layout.SetValue("url", _storefront + draft.Link);
        layout.SetValue("footer", _texts.Find(Language.Code, "footer").Line("Footer", words)!);
        layout.SetValue("shop", _shop);
        layout.SetValue("color", _color);
        layout.SetValue("language", Language.Code);
        layout.SetValue("rows", FluidValue.Create(RowsOf(draft.Table), Strict));
        layout.SetValue("sums", FluidValue.Create(SumsOf(draft.Table), Strict));
        return new(subject, _html.Render(layout, Encoder), _plain.Render(layout, NullEncoder.Default));
    }

    private static List<Dictionary<string, object>> RowsOf(MailTable? table) => [.. (table?.Rows ?? []).Select(
        row => new Dictionary<string, object> { ["name"] = row.Name, ["note"] = row.Note, ["amount"] = row.Amount })];

    private static List<Dictionary<string, object>> SumsOf(MailTable? table) => [.. (table?.Sums ?? []).Select(
        sum => new Dictionary<string, object>
        {
            ["label"] = sum.Label,
            ["amount"] = sum.Amount,
            ["is_total"] = sum.IsTotal,
        })];

    private static IFluidTemplate Load(string form) => MailText.Template(form,
        MailTexts.Read(Assembly.GetExecutingAssembly(), $"PetShop.Api.Core.Mail.Content.layout.{form}"));
}
