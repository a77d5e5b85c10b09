namespace PetShop.IntegrationTests.Contract.SwaggerUi;

/// <summary>Swagger UI is easy to use and protects against mistakes, also on a phone.</summary>
public sealed class SwaggerUiBehaviorTests : ShopTest
{
    private const int Phone = 390;
    private const string VisibleFields = """
        [...document.querySelectorAll('.modal-ux input, .modal-ux select')]
            .filter(field => field.offsetParent).map(field => field.id || field.type).join()
        """;

    [ChromiumFact]
    public async Task A_phone_shows_the_page_as_wide_as_it_is()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address, Phone);
        await desk.UnfoldAsync("post", "/products");
        await desk.KeepPictureAsync("phone-operation");
        Assert.Equal(Phone, await desk.AskAsync<int>("window.innerWidth"));
        Assert.Equal(Phone, await desk.AskAsync<int>("document.documentElement.scrollWidth"));
    }

    [ChromiumFact]
    public async Task Signing_in_asks_for_name_and_password_and_nothing_else()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        await desk.OpenDialogAsync();
        await desk.UntilAsync("document.activeElement?.id === 'oauth_username'");
        await desk.KeepPictureAsync("sign-in");
        Assert.Equal("oauth_username,oauth_password,auth-bearer-value", await desk.AskAsync<string>(VisibleFields));
    }

    [ChromiumFact]
    public async Task Opening_a_removal_and_pressing_Execute_removes_nothing()
    {
        var product = await Shop.Catalogue.AddProductAsync();
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        await desk.SignInAsync(Admin.Name, Admin.FirstPassword);
        var operation = await desk.UnfoldAsync("delete", "/products/{id}");
        await desk.PressExecuteAsync(operation);
        await desk.UntilAsync($"document.querySelector(`{operation} input.invalid`)");
        Assert.True(await desk.AskAsync<bool>($"!document.querySelector(`{operation} .live-responses-table`)"));
        Assert.Equal(product, (await Shop.Catalogue.ReadAsync(product)).Id());
    }

    [ChromiumFact]
    public async Task A_token_is_renewed_before_it_expires()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        await desk.SignInAsync(Admin.Name, Admin.FirstPassword);
        Shop.Clock.Advance(TimeSpan.FromMinutes(20));
        await desk.AskAsync<object>("{ const now = Date.now; Date.now = () => now() + 20 * 60_000; null }");
        var (status, me) = await desk.TryAsync("get", "/auth/me");
        Assert.Equal((200, Admin.Name), (status, me.Text("username")));
        Assert.True(await desk.AskAsync<bool>("document.getElementById('notice').hidden"));
    }

    [ChromiumFact]
    public async Task Two_tabs_share_one_sign_in_and_its_renewals()
    {
        await using var first = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        var second = await first.OpenTabAsync();
        await first.ShowAsync();
        await first.SignInAsync(Admin.Name, Admin.FirstPassword);
        foreach (var tab in (SwaggerUiBrowser[])[second, first, second, second, first])
        {
            await tab.ShowAsync();
            Assert.Equal(200, (await tab.TryAsync("get", "/auth/me")).Status);
            Shop.Clock.Advance(TimeSpan.FromMinutes(20));
            foreach (var each in (SwaggerUiBrowser[])[first, second])
                await each.AskAsync<object>("{ const now = Date.now; Date.now = () => now() + 20 * 60_000; null }");
        }
    }

    [ChromiumFact]
    public async Task Signing_out_in_one_tab_signs_out_the_other_which_says_so()
    {
        await using var first = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        await first.SignInAsync(Admin.Name, Admin.FirstPassword);
        var second = await first.OpenTabAsync();
        Assert.Equal(200, (await second.TryAsync("get", "/auth/me")).Status);
        await first.ShowAsync();
        await first.AskAsync<object>("ui.authActions.logoutWithPersistOption(['password'])");
        await second.ShowAsync();
        await second.UntilAsync("document.getElementById('notice').textContent.includes('Press Authorize')");
        Assert.Equal(401, (await second.TryAsync("get", "/auth/me")).Status);
    }

    [ChromiumFact]
    public async Task The_dialog_does_not_mention_a_client_after_the_sign_in()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address, Phone);
        await desk.SignInAsync(Admin.Name, Admin.FirstPassword);
        await desk.OpenDialogAsync();
        await desk.UntilAsync("document.querySelector('.modal-ux .auth-container')");
        await desk.KeepPictureAsync("signed-in");
        const string texts = "[...document.querySelectorAll('.modal-ux label, .modal-ux code')].filter(text => "
            + "text.offsetParent).map(text => text.innerText).join()";
        Assert.DoesNotContain("client", await desk.AskAsync<string>(texts), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Phone, await desk.AskAsync<int>("document.documentElement.scrollWidth"));
    }

    [ChromiumFact]
    public async Task A_page_whose_sign_in_was_ended_says_so()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        await desk.SignInAsync(Admin.Name, Admin.FirstPassword);
        await (await (await Shop.AdminAsync()).PostAsync("/auth/logout-all")).ShouldBeAsync(HttpStatusCode.NoContent);
        await desk.AskAsync<object>("{ const now = Date.now; Date.now = () => now() + 20 * 60_000; null }");
        await desk.TryAsync("get", "/products");
        await desk.UntilAsync("document.getElementById('notice').textContent.includes('Press Authorize')");
        await desk.KeepPictureAsync("signed-out");
    }

    [ChromiumFact]
    public async Task What_an_operation_can_answer_is_a_line_each_until_it_is_asked_for()
    {
        await using var desk = await SwaggerUiBrowser.OpenAsync(Shop.Node.Address);
        var operation = await desk.UnfoldAsync("post", "/sales/orders");
        await desk.KeepPictureAsync("operation");
        var height =
            $"document.querySelector(`{operation} .responses-table tr.response[data-code='409']`).offsetHeight";
        Assert.InRange(await desk.AskAsync<int>(height), 1, 120);
        await desk.AskAsync<object>($"document.querySelector(`{operation} .responses-table "
            + "tr.response[data-code='409'] .response-col_status`).click()");
        await desk.UntilAsync(height + " > 150");
    }
}
