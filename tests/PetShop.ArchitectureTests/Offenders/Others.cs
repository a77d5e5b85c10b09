using FluentValidation;
using Microsoft.AspNetCore.Http;
using PetShop.Api.Adoptions.Repositories;
using PetShop.Api.Adoptions.Services;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Adoptions.Validators
{
    public class DatabaseValidator(PetShopDbContext db) : AbstractValidator<string>
    {
        public object Database => db.Database;
    }

    internal sealed class ReadingValidator(StrayAccounts accounts)
    {
        public object Accounts => accounts;
    }
}

namespace PetShop.Api.Adoptions.Dtos
{
    internal sealed class ServingResponse
    {
        public OpenService? Service { get; set; }
    }
}

namespace PetShop.Api.Adoptions.Entities
{
    internal sealed class OpenEntity
    {
        public List<int> Lines { get; } = [];
    }

    internal sealed class ServingEntity
    {
        public OpenService? Service { get; set; }
    }

    internal sealed class CachingEntity
    {
        public IShopCache? Cache { get; set; }
    }

    internal sealed class HttpEntity
    {
        public HttpContext? Context { get; set; }
    }

    internal sealed class ServiceConfiguration
    {
        public Sales.Services.HiddenService? Service { get; set; }
    }
}

namespace PetShop.Api.Core.Errors
{
    internal sealed class DomainError
    {
        public OpenService? Service { get; set; }
    }
}

namespace PetShop.Api.Core.Errors
{
    internal sealed class CoreController : Http.ShopController;
}

namespace PetShop.Api.Adoptions.Pets
{
    internal sealed class LayerlessClass;
}

namespace PetShop.Api.Products.Services
{
    internal sealed class SellingService
    {
        public Sales.Services.HiddenService? Sales { get; set; }
    }
}

namespace PetShop.Api.Sales.Services
{
    internal sealed class HiddenService;
}
