using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Sales.Services.Carts;

/// <summary>Keeps a cart to what can be ordered: no more units than one account may order unpaid.</summary>
internal sealed class CartLimits(IOptions<OrdersOptions> options)
{
    private readonly int _most = options.Value.MaxUnpaidUnits;

    /// <summary>Refuses a change that leads past the limit. One that lowers a cart that is past it already is welcome.</summary>
    /// <param name="field">The field that says how many.</param>
    /// <exception cref="ShopException">400.</exception>
    public void Require(int before, int after, string field)
    {
        if (_most > 0 && after > _most && after > before)
            throw ShopException.Invalid(
                field, $"That would make {after} units in all; a cart takes at most {_most}, as many as can be ordered at once.");
    }
}
