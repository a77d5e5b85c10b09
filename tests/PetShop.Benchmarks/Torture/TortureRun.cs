using System.Diagnostics;
using System.Globalization;
using PetShop.Api.Core.Jobs;
using PetShop.AppHost;
using PetShop.AppHost.Machine;
using PetShop.Benchmarks.Torture.Actors;
using PetShop.Benchmarks.Torture.Checks;
using PetShop.Benchmarks.Torture.Events;
using PetShop.Benchmarks.Torture.Machine;

namespace PetShop.Benchmarks.Torture;

/// <summary>
/// Shoppers and admins act at random on two nodes, while PostgreSQL, Redis, the payment provider and the nodes are
/// killed, frozen and restarted, and the provider, a subscriber and the mail server misbehave. Afterwards, when all is
/// at rest, every invariant of the shop is checked.
/// </summary>
internal static class TortureRun
{
    private const int Shoppers = 24;
    private const int Guests = 8;
    private const int Admins = 4;
    private const int FaultPlans = 2;
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RecoveryTime = TimeSpan.FromMinutes(5);

    /// <returns>0 if every invariant holds; 1 if one does not, 130 if the run was stopped.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var signals = new StopSignals();
        try
        {
            var options = TortureOptions.Parse(args);
            Console.WriteLine(
                $"Seed {options.Seed}: {Shoppers} shoppers, {Guests} guests and {Admins} admins for {options.Time}");
            await using var shop = await TortureShop.StartAsync(options, signals.Token);
            return await RunAsync(options, shop, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            Console.WriteLine("Stopped.");
            return 130;
        }
        catch (Exception unusable) when (unusable is FormatException or StartFailure)
        {
            Console.Error.WriteLine(unusable.Message);
            return 1;
        }
    }

    private static async Task<int> RunAsync(TortureOptions options, TortureShop shop, CancellationToken ct)
    {
        using var client = new TortureClient();
        var journal = new Journal();
        var stage = new Stage(shop, client, journal, options.Seed);
        await using var audience = await Audience.GatherAsync(stage);
        Actor[] actors =
        [
            .. Enumerable.Range(1, Shoppers).Select(number => new Shopper(stage, number)),
            .. Enumerable.Range(1, Guests).Select(number => new GuestShopper(stage, number)),
            .. Enumerable.Range(1, Admins).Select(number => new Admin(stage, number)),
            audience.Reader,
        ];
        var progress = new Progress(journal);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(options.Time);
        var acting = actors.Select(actor => Task.Run(() => actor.RunAsync(end.Token), CancellationToken.None)).ToList();
        await Task.WhenAll(Enumerable.Range(0, FaultPlans)
            .Select(plan => HarmAsync(new FaultPlan(options.Seed + plan, shop), progress, end.Token))
            .Append(HarmAsync(new ProviderPlan(options.Seed, shop), progress, end.Token))
            .Append(HarmAsync(new MailPlan(options.Seed, shop), progress, end.Token))
            .Append(SuperviseAsync(shop, end.Token)).Append(ReportAsync(progress, end.Token)));
        ct.ThrowIfCancellationRequested();
        progress.Say("the end: all servers are started again");
        var rest = new Rest(shop, stage, audience, progress);
        var settled = await SettleAsync(shop, journal, acting, rest, progress, ct);
        await Evidence.KeepAsync(shop, audience);
        string[] lines =
        [
            "Faults: " + string.Join(", ", progress.Faults.OrderByDescending(fault => fault.Value)
                .Select(fault => $"{fault.Value} × {fault.Key}")),
            $"Messages that the subscribers did not accept: {audience.Subscriber.Refused}",
            $"Mails that the mail server took: {shop.PostOffice.Taken.Count}",
            await Evidence.CountAsync(shop.Database),
        ];
        return Report.Print([.. settled, .. await new Audit(shop, journal, audience).RunAsync()],
            shop, journal, options, lines);
    }

    private static async Task HarmAsync(IFaultPlan plan, Progress progress, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var fault = plan.Next();
            await IgnoreEndAsync(Task.Delay(fault.Wait, end), end);
            if (end.IsCancellationRequested)
                return;
            progress.Happened(fault);
            await IgnoreEndAsync(fault.StrikeAsync(end), end);
        }
    }

    /// <summary>What ended although nobody stopped it is started again, as an orchestrator does.</summary>
    private static async Task SuperviseAsync(TortureShop shop, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var victim in shop.All)
                await IgnoreEndAsync(victim.SuperviseAsync(end), end);
            await IgnoreEndAsync(Task.Delay(500, end), end);
        }
    }

    private static async Task ReportAsync(Progress progress, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await IgnoreEndAsync(Task.Delay(BetweenReports, end), end);
            progress.Report();
        }
    }

    /// <summary>
    /// Lets every actor get its last answer, asks again about every doubtful one, waits until nothing is left to do,
    /// and runs all jobs twice: once on each node, while the other one is stopped.
    /// </summary>
    private static async Task<List<CheckResult>> SettleAsync(TortureShop shop, Journal journal, List<Task> acting,
        Rest rest, Progress progress, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(RecoveryTime);
        await shop.RecoverAsync(limit.Token);
        await shop.Provider.Control.CalmAsync();
        shop.PostOffice.Calm();
        await Task.WhenAll(acting).WaitAsync(ct);
        progress.Say($"all actors are done; {journal.Doubts.Count} doubtful answers are asked for again");
        foreach (var ask in journal.Doubts)
            await ask();
        progress.Say("what is left is done");
        await rest.ReachAsync(ct);
        foreach (var node in shop.Nodes)
            await node.StopAsync();
        foreach (var node in shop.Nodes)
        {
            progress.Say($"the jobs run on {node.Name}");
            await node.StartAsync(ct);
            await RunJobsAsync(node, ct);
            await node.StopAsync();
        }
        await shop.RecoverAsync(ct);
        return [await rest.ReachAsync(ct), .. await rest.CheckIntegrityAsync(ct)];
    }

    private static async Task RunJobsAsync(NodeVictim node, CancellationToken ct)
    {
        var jobs = typeof(IJob).Assembly.GetTypes()
            .Count(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IJob)));
        var began = Stopwatch.GetTimestamp();
        while (node.JobsDone() < jobs)
        {
            if (Stopwatch.GetElapsedTime(began) > RecoveryTime)
                throw new StartFailure(string.Create(CultureInfo.InvariantCulture,
                    $"Only {node.JobsDone()} of {jobs} jobs have run on {node.Name}: see {node.LogFile}"));
            await Task.Delay(500, ct);
        }
    }

    private static async Task IgnoreEndAsync(Task task, CancellationToken end)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }
}
