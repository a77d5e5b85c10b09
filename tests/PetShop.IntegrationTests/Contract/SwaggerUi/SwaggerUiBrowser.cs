using System.Text.Json;
using PuppeteerSharp;

namespace PetShop.IntegrationTests.Contract.SwaggerUi;

/// <summary>Swagger UI in a real browser, used like an admin uses it.</summary>
internal sealed class SwaggerUiBrowser : IAsyncDisposable
{
    private const int MaxWait = 120_000;

    /// <summary>
    /// Records what the browser blocks because of the page's Content-Security-Policy, also across a reload.
    /// </summary>
    private const string NoteRefusals = """
        document.addEventListener('securitypolicyviolation', e => {
            const refused = JSON.parse(sessionStorage.getItem('refused') ?? '[]');
            refused.push(`${e.effectiveDirective} ${e.blockedURI}`);
            sessionStorage.setItem('refused', JSON.stringify(refused));
        });
        """;

    private readonly IBrowser _browser;
    private readonly IPage _page;

    private SwaggerUiBrowser(IBrowser browser, IPage page) => (_browser, _page) = (browser, page);

    /// <param name="width">Of the window, in CSS pixels.</param>
    public static async Task<SwaggerUiBrowser> OpenAsync(Uri shop, int width = 1280)
    {
        var browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            Headless = true,
            Pipe = !OperatingSystem.IsWindows(),   // it ends when this process does
            ExecutablePath = ChromiumFactAttribute.Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
        try
        {
            return await OpenAsync(browser, new Uri(shop, "/swagger").ToString(), width);
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>A second tab of the same browser. It closes with the first.</summary>
    public Task<SwaggerUiBrowser> OpenTabAsync() => OpenAsync(_browser, _page.Url, _page.Viewport.Width);

    /// <summary>Brings the tab to the front, because browsers throttle background tabs.</summary>
    public Task ShowAsync() => _page.BringToFrontAsync();

    /// <summary>By the Authorize button.</summary>
    public async Task SignInAsync(string username, string password)
    {
        await ClickAsync(".btn.authorize");
        await _page.WaitForFunctionAsync("() => document.activeElement?.id === 'oauth_username'");
        await _page.Keyboard.TypeAsync(username);
        await TypeAsync("#oauth_password", password);
        await _page.Keyboard.PressAsync("Enter");
        // it appears when there is a token
        await _page.WaitForSelectorAsync(".modal-ux .auth-container button[aria-label='Remove authorization']");
        await ClickAsync(".modal-ux .close-modal");
    }

    /// <summary>Runs JavaScript in the page.</summary>
    public Task<T> AskAsync<T>(string script) => _page.EvaluateExpressionAsync<T>(script);

    /// <summary>Waits until a JavaScript expression is true.</summary>
    public Task UntilAsync(string expression) => _page.WaitForFunctionAsync($"() => {expression}");

    public Task OpenDialogAsync() => ClickAsync(".btn.authorize");

    /// <summary>Opens an operation without sending it.</summary>
    public async Task<string> UnfoldAsync(string method, string path)
    {
        var operation = $".opblock-{method}:has([data-path='{path}'])";
        // not all groups at once: of a long list the page shows only the part that is in the window
        var tag = await AskAsync<string>(
            $"ui.specSelectors.specJson().getIn(['paths', '{path}', '{method}', 'tags', 0])");
        var group = $".opblock-tag[data-tag='{tag}']";
        if (await _page.QuerySelectorAsync($"{group}[data-is-open='false']") is not null)
            await ClickAsync(group);
        if (await _page.QuerySelectorAsync(operation + ".is-open") is null)
            await ClickAsync($"{operation} .opblock-summary-control");
        await _page.WaitForSelectorAsync($"{operation} .btn.execute");
        // before Swagger UI has read the operation, it would not send it
        await UntilAsync($"ui.specSelectors.specResolvedSubtree(['paths', '{path}', '{method}'])?.has('responses')");
        return operation;
    }

    public Task PressExecuteAsync(string operation) => ClickAsync($"{operation} .btn.execute");

    /// <summary>Keeps a picture, where PETSHOP_SHOTS names a folder.</summary>
    public async Task KeepPictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PETSHOP_SHOTS") is { Length: > 0 } folder)
            await _page.ScreenshotAsync(Path.Combine(folder, name + ".png"));
    }

    public async Task ReloadAsync()
    {
        await _page.ReloadAsync();
        await ReadyAsync();
    }

    /// <summary>"Try it out" on an operation.</summary>
    /// <param name="body">Replaces the example; null to send the operation as it stands there.</param>
    /// <returns>The status and the body that Swagger UI shows.</returns>
    public async Task<(int Status, JsonElement Body)> TryAsync(string method, string path, string? body = null)
    {
        var operation = await UnfoldAsync(method, path);
        if (body is not null)
            await FillAsync($"{operation} textarea.body-param__text", body);
        await ForgetAnswerAsync(operation);
        await ClickAsync($"{operation} .btn.execute");
        await _page.WaitForSelectorAsync($"{operation} .live-responses-table .response-col_status");
        var status = await _page.EvaluateExpressionAsync<string>(
            $"document.querySelector(`{operation} .live-responses-table .response .response-col_status`).innerText");
        var shown = await _page.EvaluateExpressionAsync<string>($"document.querySelector(`{operation} "
            + ".live-responses-table .response .highlight-code code`)?.textContent ?? 'null'");
        return (int.Parse(status.Split('\n')[0]), JsonDocument.Parse(shown).RootElement);
    }

    /// <summary>What the browser has blocked so far: the directive and the resource.</summary>
    public async Task<IReadOnlyList<string>> RefusedAsync() =>
        await _page.EvaluateExpressionAsync<string[]>("JSON.parse(sessionStorage.getItem('refused') ?? '[]')");

    /// <summary>
    /// Inserts markup into the page, as text of the shop's data would if something failed to escape it.
    /// </summary>
    public Task InsertAsync(string markup) =>
        _page.EvaluateFunctionAsync("markup => document.body.insertAdjacentHTML('beforeend', markup)", markup);

    /// <summary>Whether a script set this on the window.</summary>
    public Task<bool> IsSetAsync(string name) => _page.EvaluateExpressionAsync<bool>($"window.{name} === true");

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    private static async Task<SwaggerUiBrowser> OpenAsync(IBrowser browser, string address, int width)
    {
        var desk = new SwaggerUiBrowser(browser, await browser.NewPageAsync());
        var isPhone = width < 640;
        desk._page.DefaultTimeout = MaxWait;
        await desk._page.EvaluateExpressionOnNewDocumentAsync(NoteRefusals);
        await desk._page.SetViewportAsync(
            new ViewPortOptions { Width = width, Height = 900, IsMobile = isPhone, HasTouch = isPhone });
        await desk._page.GoToAsync(address);
        await desk.ReadyAsync();
        return desk;
    }

    private Task ReadyAsync() => _page.WaitForSelectorAsync(".opblock-tag");

    /// <summary>The previous response must not be mistaken for the next one.</summary>
    private async Task ForgetAnswerAsync(string operation)
    {
        if (await _page.QuerySelectorAsync($"{operation} .btn-clear") is null)
            return;
        await ClickAsync($"{operation} .btn-clear");
        await UntilAsync($"!document.querySelector(`{operation} .live-responses-table`)");
    }

    private async Task ClickAsync(string selector)
    {
        var element = await _page.WaitForSelectorAsync(selector, new WaitForSelectorOptions { Visible = true });
        await element.EvaluateFunctionAsync("e => { e.scrollIntoView({ block: 'center' }); e.click(); }");
    }

    private async Task TypeAsync(string selector, string text)
    {
        await _page.WaitForSelectorAsync(selector, new WaitForSelectorOptions { Visible = true });
        await _page.TypeAsync(selector, text);
    }

    /// <summary>Sets a text field as React expects it.</summary>
    private async Task FillAsync(string selector, string text)
    {
        var field = await _page.WaitForSelectorAsync(selector);
        await field.EvaluateFunctionAsync(
            "(e, text) => { Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(e, text); "
            + "e.dispatchEvent(new Event('input', { bubbles: true })); }", text);
    }
}
