using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Time;
using PetShop.Api.Products.Services.Seeding;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Repositories.Promotions;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>
/// Adds three sample promotions to a new shop with the sample catalogue, once. A shop that has a promotion or an
/// order is never changed: it would sell at other prices.
/// </summary>
internal sealed class PromotionSeeder(
    IUnitOfWork work, SeedRegister seeds, PromotionRepository promotions, PromotionCodes codes, PromotionTable table,
    ShopCalendar calendar, IOptions<SeedOptions> options) : ISeeder
{
    private const string WelcomeCode = "WELCOME10";
    private const string FreeShippingCode = "FREESHIP";

    public int Order => 30;

    public async Task SeedAsync(CancellationToken ct)
    {
        if (!options.Value.Catalogue)
            return;
        await work.CommitAsync(async () =>
        {
            await promotions.LockAllAsync(ct);
            if (!await seeds.TryBeginAsync("promotions", ct) || !await promotions.IsNewShopAsync(ct))
                return;
            await AddAsync(new()
            {
                Name = "10 % off orders from 20",
                Description = "A sample: change or remove it.",
                Effect = new PercentageOff(10),
                IsOnOrder = true,
                MinimumSubtotal = 20,
                Priority = -Promotion.MaxPriority,
                IsActive = true,
                CreatedAt = calendar.Now,
            }, ct);
            var welcome = await AddAsync(new()
            {
                Name = "10 % off your first order",
                Description = "A sample: change or remove it.",
                Effect = new PercentageOff(10),
                IsFirstOrderOnly = true,
                NeedsCode = true,
                MaxUsesPerCustomer = 1,
                IsActive = true,
                CreatedAt = calendar.Now,
            }, ct);
            await codes.AddAsync(welcome.Id, [WelcomeCode], maxUses: null, ct);
            var shipping = await AddAsync(new()
            {
                Name = "Free shipping",
                Description = "A sample: change or remove it.",
                Effect = new FreeShipping(),
                NeedsCode = true,
                IsActive = true,
                CreatedAt = calendar.Now,
            }, ct);
            await codes.AddAsync(shipping.Id, [FreeShippingCode], maxUses: null, ct);
            work.InvalidateAfterCommit(table.DropAsync);
        }, ct);
    }

    private async Task<Promotion> AddAsync(Promotion promotion, CancellationToken ct)
    {
        promotion.MarkCreated();
        await promotions.AddAsync(promotion, ct);
        return promotion;
    }
}
