using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Validation;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Validators;

public sealed class ProductFilterValidator : PageQueryValidator<ProductFilter>
{
    private const int WordsLength = 400;       // the longest product name, with accents as separate characters

    private static readonly IReadOnlyList<string> Sorts =
        NamedValuesAttribute.Of<ProductFilter>(nameof(ProductFilter.Sort));

    public ProductFilterValidator(Currency currency)
    {
        RuleFor(f => f.Category).AreCategories();
        RuleFor(f => f.PetType).ArePetTypes();
        RuleFor(f => f.Brand).AreBrands();
        RuleFor(f => f.Ids).HasSize(1, ProductFilter.MaxIds, ids => ids!.Count)
            .WithMessage($"Give at most {ProductFilter.MaxIds} ids.");
        RuleFor(f => f.Ids).Must(ids => ids is null || ids.All(id => id > 0))
            .WithMessage("An id is a positive number.");
        RuleFor(f => f.MinPrice).IsPriceOrNull(currency);
        RuleFor(f => f.MaxPrice).IsPriceOrNull(currency);
        RuleFor(f => f.MaxPrice).GreaterThanOrEqualTo(f => f.MinPrice!.Value).When(f => f.MinPrice is not null)
            .WithMessage("Give a max_price that is not less than min_price.");
        RuleFor(f => f.MinStock).InclusiveBetween(0, Product.MaxStock);
        RuleFor(f => f.Q).IsAtMost(WordsLength);
        RuleFor(f => f.Search).IsAtMost(WordsLength);
        RuleFor(f => f.Search).Must((f, search) => search is null || f.Q is null || f.Q == search)
            .WithMessage("Send q or search, not two different ones.");
        RuleFor(f => f.Sort).Must(sort => sort is null || Sorts.Contains(sort))
            .WithMessage($"Give one of: {string.Join(", ", Sorts)}.");
        RuleFor(f => f.Sort).Must((f, sort) => sort != "relevance" || f.Words is not null)
            .WithMessage("The sort relevance requires search terms in q.");
    }
}
