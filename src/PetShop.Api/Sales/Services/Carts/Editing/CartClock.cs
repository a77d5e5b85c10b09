using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Carts.Editing;

/// <summary>The time of changes of carts, and until when a changed cart of a guest is kept.</summary>
internal sealed class CartClock(TimeProvider clock, IOptions<CartsOptions> options)
{
    /// <summary>
    /// The expiry is the end of a day, so that it is the same for all changes of a day, and its index is rarely
    /// written.
    /// </summary>
    public CartTime Now
    {
        get
        {
            var now = clock.GetStoredNow();
            var lastDay = (now + options.Value.GuestExpiresAfter).UtcDateTime.Date;
            return new(now, new DateTimeOffset(lastDay.AddDays(1), TimeSpan.Zero));
        }
    }
}
