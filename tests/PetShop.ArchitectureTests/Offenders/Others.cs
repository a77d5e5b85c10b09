using FluentValidation;
using Microsoft.AspNetCore.Http;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Validators
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

namespace PetShop.Api.Auth.Dtos
{
    internal sealed class ServingResponse
    {
        public OpenService? Service { get; set; }
    }
}

namespace PetShop.Api.Auth.Entities
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
}

namespace PetShop.Api.Core.Errors
{
    internal sealed class DomainError
    {
        public OpenService? Service { get; set; }
    }
}

namespace PetShop.Api.Products.Services
{
    internal sealed class SellingService
    {
        public Sales.Services.ClassUser? Sales { get; set; }
    }
}

namespace PetShop.Api.Sales.Services
{
    internal sealed class RepositoryUser
    {
        public StrayAccounts? Accounts { get; set; }
    }

    internal sealed class ClassUser
    {
        public HttpService? Service { get; set; }
    }
}

namespace PetShop.Api.Sales.Entities
{
    internal sealed class ServiceConfiguration
    {
        public HttpService? Service { get; set; }
    }
}
