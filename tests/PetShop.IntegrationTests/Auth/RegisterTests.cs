namespace PetShop.IntegrationTests.Auth;

public sealed class RegisterTests : ShopTest
{
    private const string Password = Buyer.DefaultPassword;

    [Fact]
    public async Task A_new_account_is_answered_in_full_and_without_secrets()
    {
        var answer = await RegisterAsync(new
        {
            username = "Rex.Owner", email = "Rex@Example.com", password = Password,
            first_name = "Robin", last_name = (string?)null, phone = "+442079460123"
        });
        var body = await answer.ShouldBeAsync(HttpStatusCode.Created);
        var user = body.GetProperty("user");
        Assert.Equal($"/auth/users/{user.Id()}", answer.Headers.Location!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(["id", "username", "email", "email_verified", "pending_email", "roles", "first_name", "last_name",
            "phone", "vat_number", "vat_number_verified", "vat_number_verified_at",
            "created_at"], user.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Rex.Owner", user.Text("username"));
        Assert.Equal("[\"user\"]", user.GetProperty("roles").GetRawText());
        Assert.False(user.GetProperty("email_verified").GetBoolean());
        Assert.NotEmpty(body.Text("message"));
        await Buyer.SignInAsync(Shop.Node, "rex.owner", Password);
        await Buyer.SignInAsync(Shop.Node, "REX@example.COM", Password);
    }

    [Theory]
    [InlineData("{}", "username", "email", "password")]
    [InlineData("""{"username":"ab","email":"a@b.c","password":"twelve chars"}""", "username")]
    [InlineData("""{"username":"with space","email":"a@b.c","password":"twelve chars"}""", "username")]
    [InlineData("""{"username":"ünïcode","email":"a@b.c","password":"twelve chars"}""", "username")]
    [InlineData("""{"username":"a@b","email":"a@b.c","password":"twelve chars"}""", "username")]
    [InlineData("""{"username":"abc","email":"nobody","password":"twelve chars"}""", "email")]
    [InlineData("""{"username":"abc","email":"a@b@c","password":"twelve chars"}""", "email")]
    [InlineData("""{"username":"abc","email":"a@b.c\n","password":"twelve chars"}""", "email")]
    [InlineData("""{"username":"abc","email":"a@b.c","password":"eleven char"}""", "password")]
    [InlineData("""{"username":"abc","email":"a@b.c","password":"twelve chars","phone":"call me"}""", "phone")]
    [InlineData("""{"username":"abc","email":"a@b.c","password":"twelve chars","phone":"+0123456789"}""", "phone")]
    [InlineData("""{"username":"abc","email":"a@b.c","password":"twelve chars","is_admin":true}""", "is_admin")]
    [InlineData("""{"username":"abc","email":"a@b.c","password":123456789012}""", "password")]
    public async Task Invalid_fields_are_named(string body, params string[] fields) =>
        await (await Shop.Anyone.SendTextAsync(HttpMethod.Post, "/auth/register", body)).ShouldRejectFieldAsync(fields);

    [Theory, InlineData("            "), InlineData("🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕🐕"), InlineData("\t\"'\\;-- <script>")]
    public async Task A_password_may_hold_any_characters(string password)
    {
        await (await RegisterAsync(new { username = "any.chars", email = "any@example.com", password }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await Buyer.SignInAsync(Shop.Node, "any.chars", password);
    }

    [Fact]
    public async Task Length_is_counted_in_characters()
    {
        await (await RegisterAsync(new
        {
            username = "eleven", email = "e@example.com", password = string.Concat(Enumerable.Repeat("🐕", 11))
        })).ShouldRejectFieldAsync("password");
        await (await RegisterAsync(
            new { username = "longest", email = "l@example.com", password = new string('x', 128) }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await (await RegisterAsync(
            new { username = "toolong", email = "t@example.com", password = new string('x', 129) }))
            .ShouldRejectFieldAsync("password");
    }

    [Fact]
    public async Task A_taken_name_or_email_is_refused_ignoring_case()
    {
        await Shop.SignUpAsync("taken");
        await (await RegisterAsync(new { username = "TAKEN", email = "other@example.com", password = Password }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "username-taken");
        await (await RegisterAsync(new { username = "other", email = "Taken@EXAMPLE.com", password = Password }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "email-taken");
    }

    [Theory]
    [InlineData(" taken", true)]
    [InlineData("Taken\u00A0\u3000", true)]
    [InlineData("\uFF54aken", false)]
    [InlineData("take\u0301n", false)]
    [InlineData("t\u0430ken", false)]
    [InlineData("tak\u200Den", false)]
    public async Task A_name_or_email_that_looks_like_a_taken_one_is_taken_or_invalid(string typed, bool isSame)
    {
        await Shop.SignUpAsync("taken");
        var (byName, byEmail) = (
            await RegisterAsync(new { username = typed, email = "other@example.com", password = Password }),
            await RegisterAsync(new
            {
                username = "other", email = $"{typed.TrimEnd()}@example.com{(isSame ? " " : "")}", password = Password
            }));
        if (isSame)
        {
            await byName.ShouldBeProblemAsync(HttpStatusCode.Conflict, "username-taken");
            await byEmail.ShouldBeProblemAsync(HttpStatusCode.Conflict, "email-taken");
        }
        else
        {
            await byName.ShouldRejectFieldAsync("username");
            await byEmail.ShouldRejectFieldAsync("email");
        }
    }

    [Fact]
    public async Task Of_many_concurrent_registrations_of_a_name_one_succeeds()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => RegisterAsync(
            new { username = i % 2 == 0 ? "wanted" : "Wanted", email = $"w{i}@example.com", password = Password })));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "username-taken");
    }

    [Theory]
    [InlineData(""" "role":"admin" """), InlineData(""" "role":"Admin" """), InlineData(""" "role":"king" """)]
    [InlineData(""" "role":"" """)]
    [InlineData(""" "roles":["admin"] """), InlineData(""" "roles":["user","admin"] """)]
    [InlineData(""" "roles":[null] """)]
    public async Task New_accounts_always_get_the_role_user(string role)
    {
        var body = $$"""{"username":"climber","email":"climber@example.com","password":"{{Password}}",{{role}}}""";
        await (await Shop.Anyone.SendTextAsync(HttpMethod.Post, "/auth/register", body))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM users WHERE username = 'climber'"));
    }

    [Theory, InlineData(""" "role":"user" """)]
    [InlineData(""" "roles":["user"] """), InlineData(""" "roles":[],"role":null """)]
    public async Task Requesting_the_role_user_is_accepted(string role)
    {
        var body = $$"""{"username":"plain","email":"plain@example.com","password":"{{Password}}",{{role}}}""";
        var answer = await (await Shop.Anyone.SendTextAsync(HttpMethod.Post, "/auth/register", body))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal("[\"user\"]", answer.GetProperty("user").GetProperty("roles").GetRawText());
    }

    private Task<HttpResponseMessage> RegisterAsync(object request) => Shop.Anyone.PostAsync("/auth/register", request);
}
