using System.Text.Json;

namespace PetShop.IntegrationTests.Mail;

/// <summary>The page on which developers read the shop's mails.</summary>
public sealed class SinkTests : MailTest
{
    private readonly HttpClient _http = new();

    [Fact]
    public async Task A_mail_is_listed_and_shown_where_it_can_do_nothing()
    {
        await OrderAsync(name: "<b>Ball</b>");
        await SendAsync();
        var list = await PageAsync("");
        Assert.Contains("/mails/1", list.Text, StringComparison.Ordinal);
        var page = await PageAsync("mails/1");
        Assert.Contains("sandbox=", page.Text, StringComparison.Ordinal);
        Assert.Contains("src=\"/mails/1/html\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page.Text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Policy, StringComparison.Ordinal);
        var html = await PageAsync("mails/1/html");
        Assert.Equal(Mails.All[0].Html, html.Text);
        Assert.StartsWith("sandbox ", html.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", html.Policy, StringComparison.Ordinal);
        var json = await JsonDocument.ParseAsync(await _http.GetStreamAsync(new Uri(Mails.Address, "api/mails")));
        Assert.Equal(Mails.All[0].MessageId, json.RootElement[0].GetProperty("message_id").GetString());
    }

    [Fact]
    public async Task It_answers_only_by_the_names_of_this_machine_and_takes_orders_only_as_JSON()
    {
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, Mails.Address);
        elsewhere.Headers.Host = "x.example";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await _http.SendAsync(elsewhere)).StatusCode);
        var faults = new Uri(Mails.Address, "api/faults");
        using var form = new StringContent("{\"kind\":\"hang\"}");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _http.PostAsync(faults, form)).StatusCode);
        using var order = new StringContent("{\"kind\":\"recipient_never\"}", null, "application/json");
        Assert.Equal(HttpStatusCode.NoContent, (await _http.PostAsync(faults, order)).StatusCode);
        await OrderAsync();
        await SendAsync();
        Assert.Equal((0, 1), await QueueAsync());
    }

    public override async Task DisposeAsync()
    {
        _http.Dispose();
        await base.DisposeAsync();
    }

    private async Task<(string Text, string Policy)> PageAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(Mails.Address, path));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync(),
            string.Concat(answer.Headers.GetValues("Content-Security-Policy")));
    }
}
