using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Contract.SwaggerUi;

/// <summary>What the pages of Swagger UI may do, and that a browser enforces it.</summary>
public sealed class SwaggerUiSecurityTests : ShopTest
{
    [Theory]
    [InlineData("/swagger")]
    [InlineData("/swagger/index.html")]
    [InlineData("/swagger/index.js")]
    [InlineData("/swagger/swagger-ui-bundle.js")]
    [InlineData("/swagger/oauth2-redirect.html")]
    [InlineData("/swagger/nowhere")]
    public async Task Every_file_of_it_says_what_a_browser_may_do_with_it(string path)
    {
        var headers = (await Shop.Anyone.GetAsync(path)).Headers;
        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy.Split("style-src")[0], StringComparison.Ordinal);
        foreach (var rule in new[]
        {
            "default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"
        })
            Assert.Contains(rule, policy.Split(';', StringSplitOptions.TrimEntries));
        Assert.Equal(["DENY"], headers.GetValues("X-Frame-Options"));
        Assert.Equal(["no-referrer"], headers.GetValues("Referrer-Policy"));
        Assert.Equal(["nosniff"], headers.GetValues("X-Content-Type-Options"));
    }

    [ChromiumFact]
    public async Task A_browser_finds_nothing_that_breaks_its_own_rules()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        await desk.SignInAsync(Admin.Name, Admin.FirstPassword);
        await desk.TryAsync("get", "/products");
        await desk.TryAsync("get", "/auth/me");
        await desk.ReloadAsync();
        Assert.Empty(await desk.RefusedAsync());
    }

    [ChromiumFact]
    public async Task A_browser_runs_no_script_that_gets_into_the_page_and_loads_nothing_from_elsewhere()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        await desk.InsertAsync("<img src='data:,' onerror='window.taken = true'>");
        await desk.InsertAsync("<img src='https://elsewhere.example/token.png'>");
        await Eventually.TrueAsync(async () => (await desk.RefusedAsync()).Count >= 2, "the browser refuses both");
        Assert.Equal(
            ["img-src https://elsewhere.example/token.png", "script-src-attr inline"],
            (await desk.RefusedAsync()).Order());
        Assert.False(await desk.IsSetAsync("taken"));
    }
}
