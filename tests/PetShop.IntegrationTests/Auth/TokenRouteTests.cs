namespace PetShop.IntegrationTests.Auth;

public sealed class TokenRouteTests : ShopTest
{
    [Fact]
    public async Task The_password_grant_answers_in_OAuths_form()
    {
        var buyer = await Shop.SignUpAsync();
        var answer = await AskAsync(("grant_type", "password"), ("username", buyer.Username),
            ("password", Buyer.DefaultPassword), ("scope", ""), ("client_id", "swagger"));
        var body = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["access_token", "token_type", "expires_in", "refresh_token"],
            body.EnumerateObject().Select(member => member.Name));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        await (await new ShopCaller(Shop.Node, body.Text("access_token")).GetAsync("/auth/me"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = body.Text("refresh_token") }))
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("invalid_grant", "grant_type=password&username=nobody&password=not+this+password")]
    [InlineData("invalid_request", "grant_type=password&username=nobody")]
    [InlineData("invalid_request", "grant_type=password&password=x")]
    [InlineData("invalid_request", "grant_type=password&username=%20&password=x")]
    [InlineData("invalid_request", "grant_type=password&username=nobody&password=")]
    [InlineData("invalid_request", "grant_type=password&username=nobody&username=somebody&password=x")]
    [InlineData("invalid_request", "grant_type=password&grant_type=password&username=nobody&password=x")]
    [InlineData("unsupported_grant_type", "grant_type=client_credentials")]
    [InlineData("unsupported_grant_type", "username=nobody&password=x")]
    public async Task Refusals_contain_OAuths_members_in_a_problem(string error, string form)
    {
        var answer = await Shop.Anyone.SendTextAsync(
            HttpMethod.Post, "/auth/token", form, "application/x-www-form-urlencoded");
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-grant");
        Assert.Equal(error, problem.Text("error"));
        Assert.NotEmpty(problem.Text("error_description"));
    }

    [Fact]
    public async Task A_password_of_spaces_is_not_trimmed()
    {
        var buyer = await Shop.SignUpAsync("blanks", "            ");
        await (await AskAsync(("grant_type", "password"), ("username", buyer.Username), ("password", "            ")))
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, InlineData("username=a%00b&password=x"), InlineData("username=a&password=a%00b")]
    public async Task U_0000_is_refused_in_forms_too(string fields)
    {
        var answer = await Shop.Anyone.SendTextAsync(
            HttpMethod.Post, "/auth/token", "grant_type=password&" + fields, "application/x-www-form-urlencoded");
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-grant");
        Assert.Equal("invalid_request", problem.Text("error"));
    }

    [Theory]
    [InlineData("username=a\0b&password=x", "application/x-www-form-urlencoded")]
    [InlineData("username=ab&password=x\0y", "application/x-www-form-urlencoded")]
    public async Task U_0000_is_refused_in_any_encoding_of_a_form(string fields, string mediaType)
    {
        var content = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes("grant_type=password&" + fields));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        await (await Shop.Anyone.PostAsync("/auth/token", content))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-grant");
    }

    [Theory, InlineData(255, 10), InlineData(10, 1001)]
    public async Task An_overlong_name_or_password_does_not_count_as_an_attempt(int nameLength, int passwordLength)
    {
        var (name, password) = (new string('n', nameLength), new string('p', passwordLength));
        for (var i = 0; i < 15; i++)        // more than lock a name
        {
            var answer = await AskAsync(("grant_type", "password"), ("username", name), ("password", password));
            var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-grant");
            Assert.Equal("invalid_request", problem.Text("error"));
            Assert.Single(problem.GetProperty("errors").EnumerateObject());
        }
        await (await Shop.Anyone.PostAsync("/auth/login", new { username = name, password }))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation");
    }

    [Fact]
    public async Task A_form_with_too_many_fields_is_refused()
    {
        var fields = string.Join('&', Enumerable.Range(0, 2_000).Select(i => $"f{i}=1"));
        var answer = await Shop.Anyone.SendTextAsync(
            HttpMethod.Post, "/auth/token", fields, "application/x-www-form-urlencoded");
        Assert.Equal("invalid_request",
            (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-grant")).Text("error"));
    }

    [Fact]
    public async Task A_body_of_JSON_is_refused() =>
        await (await Shop.Anyone.PostAsync("/auth/token", new { grant_type = "password" }))
            .ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType);

    private Task<HttpResponseMessage> AskAsync(params (string Name, string Value)[] form) =>
        Shop.Anyone.PostAsync("/auth/token",
            new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));
}
