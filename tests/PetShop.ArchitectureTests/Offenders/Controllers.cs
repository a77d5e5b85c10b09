using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Adoptions.Entities;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Http;

namespace PetShop.Api.Adoptions.Controllers;

internal abstract class EntityController : ControllerBase
{
    public OpenEntity? Entity { get; set; }
}

internal abstract class DatabaseController(PetShopDbContext db) : ShopController
{
    protected string Provider => db.Database.ToString()!;
}

internal abstract class CachingController(IShopCache cache) : ShopController
{
    protected IShopCache Cache => cache;
}
