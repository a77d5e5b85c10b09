using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Services.Guests;

namespace PetShop.Api.Sales.Services.Carts.Editing;

/// <summary>
/// Limits a cart to what can be ordered: no more units than its owner may order unpaid. Limits the carts of guests from
/// one address.
/// </summary>
internal sealed class CartLimits(IOptions<OrdersOptions> orders, IOptions<CartsOptions> carts)
{
    /// <summary>For how long a new cart of a guest counts.</summary>
    public static readonly TimeSpan NewCountFor = TimeSpan.FromDays(1);

    private static readonly TimeSpan Wait = TimeSpan.FromHours(1);

    /// <summary>How many carts guests may create from one address within a day; 0 for no limit.</summary>
    public int MostNew => carts.Value.MaxGuestCartsPerAddress;

    /// <summary>Refuses a change that exceeds the limit. A cart that already exceeds it may be reduced.</summary>
    /// <param name="before">The units before the change.</param>
    /// <param name="field">The field with the quantity.</param>
    /// <exception cref="ShopException">400.</exception>
    public void Require(Cart cart, int before, string field)
    {
        var (most, after) = (MostUnits(cart), cart.Units);
        if (after > most && after > before)
            throw ShopException.Invalid(
                field, $"The cart would contain {after} units; it can contain at most {most}, as many as can "
                    + "be ordered at once.");
    }

    /// <summary>How many units can be added to the cart.</summary>
    public int RoomIn(Cart cart) => Math.Max(0, MostUnits(cart) - cart.Units);

    /// <param name="count">The carts that guests have created from the address within a day.</param>
    /// <exception cref="ShopException">429.</exception>
    public void RequireFewNew(int count)
    {
        if (MostNew > 0 && count > MostNew)
            throw GuestProblems.MakesTooManyCarts(Wait);
    }

    private int MostUnits(Cart cart)
    {
        var most = cart.UserId is null ? orders.Value.MaxUnpaidGuestUnits : orders.Value.MaxUnpaidUnits;
        return most > 0 ? most : int.MaxValue;
    }
}
