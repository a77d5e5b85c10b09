using System.Net.Sockets;
using PetShop.IntegrationTests.Sales;
using PetShop.MailSink.Smtp;

namespace PetShop.IntegrationTests.Mail;

/// <summary>Mail servers that are away, and mails that they do not take.</summary>
public sealed class MailFailureTests : MailTest
{
    [Fact]
    public async Task What_the_server_refuses_for_good_is_parked_at_once_with_its_answer_and_can_be_retried()
    {
        var buyer = await Shop.SignUpAsync("secret.owner");
        Mails.Order(new Fault
        {
            Kind = FaultKind.RecipientNever,
            Answer = "No <Secret@example.com> here: Secret.Owner, http://x.example/?m=secret.owner%40example.com",
        });
        await OrderAsync(buyer);
        await SendAsync();
        Assert.Empty(Mails.All);
        Assert.Equal((0, 1), await QueueAsync());
        var parked = Assert.Single((await Admin.ReadAsync("/admin/queues/mail/parked")).Items());
        Assert.Contains("550 No <(address)> here: (address), http://x.example/?m=(address)", parked.Text("error"),
            StringComparison.Ordinal);
        Assert.DoesNotContain(Node.Log.Lines, line => line.Contains('@', StringComparison.Ordinal));
        Mails.Behave();
        await (await Admin.PostAsync($"/admin/queues/mail/parked/{parked.Id()}/retry"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await SendAsync();
        Assert.Single(Mails.All);
    }

    [Theory]
    [InlineData(FaultKind.RecipientLater)]
    [InlineData(FaultKind.ContentLater)]
    [InlineData(FaultKind.Close)]
    public async Task What_the_server_does_not_take_now_is_tried_for_a_day_while_other_mails_go_out(object kind)
    {
        var (refused, other) = (await Shop.SignUpAsync("refused"), await Shop.SignUpAsync("other"));
        Mails.Order(new Fault { Kind = (FaultKind)kind, Recipient = "refused@" });
        await OrderAsync(refused);
        await OrderAsync(other);
        await SendAsync();
        Assert.Equal(["other@example.com"], Mails.All.SelectMany(mail => mail.To));
        Assert.Equal((1, 0), await QueueAsync());
        for (var hours = 0; hours < 23; hours++)
        {
            Shop.Clock.Advance(TimeSpan.FromHours(1));
            await SendAsync();
        }
        Assert.Equal((1, 0), await QueueAsync());
        Assert.InRange(await Shop.Database.ReadAsync<int>("SELECT attempts FROM work_items WHERE queue = 'mail'"),
            12, 24);
        Shop.Clock.Advance(TimeSpan.FromHours(2));
        await SendAsync();
        Assert.Equal((0, 1), await QueueAsync());
    }

    [Fact]
    public async Task A_mail_that_arrived_is_sent_again_with_the_same_name_if_the_answer_was_lost()
    {
        Mails.Order(new Fault { Kind = FaultKind.AcceptThenClose, Times = 1 });
        await OrderAsync();
        await SendAsync();
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        Assert.Equal(2, Mails.All.Count);
        Assert.Single(Mails.All.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task While_the_server_is_away_orders_go_on_and_no_mail_counts_an_attempt()
    {
        await Mails.LeaveAsync();
        for (var i = 0; i < 3; i++)
            await OrderAsync();
        for (var minutes = 0; minutes < 120; minutes += 10)
        {
            await SendAsync();
            Shop.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        Assert.Equal((3, 0), await QueueAsync());
        Assert.Equal(0,
            await Shop.Database.ReadAsync<int>("SELECT max(attempts) FROM work_items WHERE queue = 'mail'"));
        Assert.Contains(Node.Log.Lines,
            line => line.Contains("The mail server cannot be used", StringComparison.Ordinal));
        await Mails.ReturnAsync();
        await SendAsync();
        Assert.Equal(3, Mails.All.Count);
    }

    [Fact]
    public async Task One_try_of_a_server_that_is_away_pauses_all_mails()
    {
        for (var i = 0; i < 5; i++)
            await OrderAsync();
        Mails.Order(new Fault { Kind = FaultKind.Busy, Times = 1 });
        await SendAsync();
        Assert.Empty(Mails.All);
        Shop.Clock.Advance(TimeSpan.FromSeconds(6));
        await SendAsync();
        Assert.Equal(5, Mails.All.Count);
    }

    [Fact]
    public async Task A_server_that_is_frozen_refuses_the_password_or_knows_no_TLS_is_away()
    {
        using var frozen = new TcpListener(IPAddress.Loopback, 0);
        frozen.Start();     // it takes connections and says nothing
        await using var locked = await MailHost.StartAsync("right");
        var nodes = new[]
        {
            Shop.StartNode(Mails.Settings(
                ("Mail:Port", $"{((IPEndPoint)frozen.LocalEndpoint).Port}"), ("Mail:Timeout", "00:00:01"))),
            Shop.StartNode(locked.Settings(("Mail:UserName", "shop"), ("Mail:Password", "wrong"))),
            Shop.StartNode(Mails.Settings(("Mail:Security", "StartTls"))),
            Shop.StartNode(Mails.Settings(("Mail:Security", "Tls"))),
        };
        await OrderAsync();
        foreach (var node in nodes)
        {
            await SendAsync(node);
            Assert.Contains(node.Log.Lines,
                line => line.Contains("The mail server cannot be used", StringComparison.Ordinal));
            Shop.Clock.Advance(TimeSpan.FromSeconds(10));
        }
        Assert.Equal((1, 0), await QueueAsync());
        Assert.Empty(Mails.All.Concat(locked.All));
        await SendAsync(Shop.StartNode(locked.Settings(("Mail:UserName", "shop"), ("Mail:Password", "right"))));
        Assert.Single(locked.All);
    }

    [Fact]
    public async Task A_server_that_hangs_fails_one_mail_and_not_the_others()
    {
        Mails.Order(new Fault { Kind = FaultKind.Hang, Recipient = "stuck@" });
        await OrderAsync(await Shop.SignUpAsync("stuck"));
        await SendAsync(Shop.StartNode(Mails.Settings(("Mail:Timeout", "00:00:01"))));
        await OrderAsync();
        await SendAsync();      // on a node that has patience
        Assert.Single(Mails.All);
        Assert.Equal((1, 0), await QueueAsync());
    }

    [Fact]
    public async Task A_server_that_says_nothing_to_three_mails_gets_no_fourth_one_for_a_while()
    {
        for (var i = 0; i < 5; i++)
            await OrderAsync();
        Mails.Order(new Fault { Kind = FaultKind.Close });
        await SendAsync();
        Assert.Equal(2L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM work_items WHERE queue = 'mail' AND attempts = 0"));
        Assert.Contains(Node.Log.Lines,
            line => line.Contains("The mail server cannot be used", StringComparison.Ordinal));
        Mails.Behave();
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        Assert.Equal(5, Mails.All.Count);
    }

    [Fact]
    public async Task What_has_waited_for_a_week_is_no_news_and_what_an_admin_repeats_is()
    {
        await OrderAsync();
        Mails.Order(new Fault { Kind = FaultKind.RecipientNever, Times = 1 });
        await SendAsync();
        Assert.Equal((0, 1), await QueueAsync());
        await Mails.LeaveAsync();
        await OrderAsync();
        await SendAsync();
        Shop.Clock.Advance(TimeSpan.FromDays(7));
        await Mails.ReturnAsync();
        await SendAsync();
        Assert.Empty(Mails.All);
        Assert.Equal((0, 1), await QueueAsync());
        var admin = await Admin.SignInAsync(Node);      // the session has ended
        await (await admin.PostAsync("/admin/queues/mail/parked/retry")).ShouldBeAsync(HttpStatusCode.OK);
        await SendAsync();
        Assert.Single(Mails.All);
    }

    [Fact]
    public async Task An_outage_of_days_does_not_count_as_tries()
    {
        await OrderAsync();
        await Mails.LeaveAsync();
        for (var days = 0; days < 3; days++)
        {
            await SendAsync();
            Shop.Clock.Advance(TimeSpan.FromDays(1));
        }
        await Mails.ReturnAsync();
        Mails.Order(new Fault { Kind = FaultKind.RecipientLater, Times = 1 });
        await SendAsync();
        Assert.Equal((1, 0), await QueueAsync());
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        Assert.Single(Mails.All);
    }

    [Theory]
    [InlineData("Shop:StorefrontUrl", "http://shop.example")]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:From", "shop@shop.example\r\nBcc: all@shop.example")]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:Language", "la")]
    [InlineData("Mail:Color", "red;background:url(https://x.example)")]
    [InlineData("Mail:Timeout", "00:00:00")]
    [InlineData("Mail:Password", "alone")]
    [InlineData("Mail:Security", "Perhaps")]
    [InlineData("Shop:StorefrontUrl", "ftp://shop.example")]
    [InlineData("Shop:Name", " ")]
    public async Task The_shop_does_not_start_with_mail_that_cannot_be_sent(string setting, string value)
    {
        var settings = Mails.Settings().ToDictionary(one => one.Item1, one => one.Item2);
        settings["ConnectionStrings:PetShop"] = Shop.Database.NodeConnectionString;
        settings[setting] = value;
        var refusal = await Assert.ThrowsAnyAsync<Exception>(
            () => ShopProgram.RefuseAsync([.. settings.Select(one => (one.Key, one.Value))]));
        Assert.Contains(setting.Split(':')[1], refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_goes_to_another_machine_only_encrypted()
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => ShopProgram.RefuseAsync(
            ("ConnectionStrings:PetShop", Shop.Database.NodeConnectionString), ("Mail:Host", "mail.example"),
            ("Mail:Security", "None"), ("Mail:From", "a@shop.example"), ("Mail:UserName", "shop"),
            ("Mail:Password", "secret"), ("Shop:StorefrontUrl", "https://shop.example")));
        Assert.Contains("Mail:Security is None", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
        refusal = await Assert.ThrowsAnyAsync<Exception>(() => ShopProgram.RefuseAsync(
            ("ConnectionStrings:PetShop", Shop.Database.NodeConnectionString), ("Mail:Host", "mail.example"),
            ("Mail:Security", "None"), ("Mail:From", "a@shop.example"),
            ("Shop:StorefrontUrl", "https://shop.example")));
        Assert.Contains("Mail:AllowClearText", refusal.Message, StringComparison.Ordinal);
    }
}
