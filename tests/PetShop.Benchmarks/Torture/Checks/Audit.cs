using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Stock;
using PetShop.Benchmarks.Torture.Actors;
using PetShop.Benchmarks.Torture.Events;

namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>Checks all invariants of a shop at rest.</summary>
internal sealed class Audit(TortureShop shop, Journal journal, Audience audience)
{
    private static readonly IReadOnlyList<Check> Data =
    [
        .. StockChecks.All, .. OrderChecks.All, .. ShipmentChecks.All, .. MoneyChecks.All, .. PromotionChecks.All,
        .. PaymentChecks.All, .. CreditChecks.All, .. EventChecks.All,
    ];

    public async Task<IReadOnlyList<CheckResult>> RunAsync()
    {
        var results = new List<CheckResult> { await AuditLedgerAsync() };
        foreach (var check in Data)
            results.Add(await check.RunAsync(shop.Database));
        results.AddRange(await new JournalChecks(shop, journal).RunAsync());
        results.AddRange(await new ToldChecks(shop, journal).RunAsync());
        results.Add(CheckResult.Of("each message to a subscriber is signed with its secret",
            [.. audience.Subscriber.Accepted.Select(message => message.Event.Id), .. audience.Subscriber.Forged],
            id => audience.Subscriber.Forged.Contains(id) ? id : null));
        results.AddRange(await MailChecks.RunAsync(shop));
        results.Add(await new PublicChecks(shop).RunAsync());
        results.AddRange(CheckServers());
        return results;
    }

    /// <summary>The shop's own audit, which starts from the closing balances.</summary>
    private async Task<CheckResult> AuditLedgerAsync()
    {
        await using var connection = new NpgsqlConnection(shop.ConnectionString);
        await using var db = DatabaseSetup.ContextOn(connection);
        var faults = await new StockAudit(new StockClosingRepository(db)).FindFaultsAsync(CancellationToken.None);
        var products = await shop.Database.ReadAsync<long>("SELECT count(*) FROM product_stock");
        return new("the shop's own audit of the ledger of stock", products, faults.Count,
            [.. faults.Take(3).Select(fault => fault.ToString())]);
    }

    private List<CheckResult> CheckServers()
    {
        var errors = shop.Postgres.CountErrors();
        var deadlocks = errors.GetValueOrDefault("40P01") + shop.CountLogLines("conflicted with another transaction");
        var internals = errors.Where(error => error.Key.StartsWith("XX", StringComparison.Ordinal)).Sum(e => e.Value);
        return
        [
            new("no deadlock (40P01) in the logs of PostgreSQL and the nodes", errors.Values.Sum(), deadlocks, []),
            new("no internal error of PostgreSQL", errors.Values.Sum(), internals, []),
            new("no answer that contradicts another one, and no 500", journal.Outcomes.Values.Sum(),
                journal.Faults.Count, [.. journal.Faults.Take(5)]),
        ];
    }
}
