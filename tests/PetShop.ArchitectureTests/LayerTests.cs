using PetShop.Api.Adoptions.Controllers;
using PetShop.Api.Adoptions.Dtos;
using PetShop.Api.Adoptions.Entities;
using PetShop.Api.Adoptions.Repositories;
using PetShop.Api.Adoptions.Services;
using PetShop.Api.Adoptions.Validators;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PetShop.ArchitectureTests;

/// <summary>Dependencies between the layers of a domain.</summary>
public sealed class LayerTests
{
    private const string Database = @"^PetShop\.Api\.Core\.Database(\.|$)";
    private const string EntityFramework = @"^(Microsoft\.EntityFrameworkCore|Npgsql)(\.|$)";
    private const string Cache = @"^PetShop\.Api\.Core\.Cache(\.|$)";
    private const string Http = @"^Microsoft\.AspNetCore\.(Http|Mvc|Routing)(\.|$)";

    [Fact]
    public void Controllers_use_no_repository_entity_or_validator() =>
        House.Forbids(House.Layer("Controllers"), House.Layer("Repositories|Entities|Validators"), typeof(EntityController));

    [Fact]
    public void Services_use_no_parts_of_queries() =>
        House.Forbids(House.Layer("Services"), House.Queries, typeof(QueryingService));

    [Fact]
    public void Controllers_do_not_use_the_database() => House.Forbids(House.Layer("Controllers"), Database, typeof(DatabaseController));

    [Fact]
    public void Controllers_do_not_use_entity_framework() => House.Forbids(House.Layer("Controllers"), EntityFramework, typeof(DatabaseController));

    [Fact]
    public void Controllers_do_not_use_the_cache() => House.Forbids(House.Layer("Controllers"), Cache, typeof(CachingController));

    [Fact]
    public void Services_use_no_HTTP_types() => House.Forbids(House.Layer("Services"), Http, typeof(HttpService));

    [Fact]
    public void Services_use_no_controller_or_validator() =>
        House.Forbids(House.Layer("Services"), House.Layer("Controllers|Validators"), typeof(ControllingService));

    [Fact]
    public void Services_leave_the_database_to_repositories()
    {
        var context = Types().That().HaveFullName("PetShop.Api.Core.Database.PetShopDbContext");
        Assert.NotEmpty(context.GetObjects(House.Kept));
        House.Holds(Types().That().ResideInNamespaceMatching(House.Layer("Services")).Should().NotDependOnAny(context), typeof(DatabaseService));
    }

    [Fact]
    public void Repositories_use_no_service_controller_dto_or_validator() =>
        House.Forbids(House.Layer("Repositories"), House.Layer("Services|Controllers|Dtos|Validators"), typeof(ServingRepository));

    [Fact]
    public void Repositories_do_not_use_the_cache() => House.Forbids(House.Layer("Repositories"), Cache, typeof(CachingRepository));

    [Fact]
    public void Repositories_use_no_HTTP_types() => House.Forbids(House.Layer("Repositories"), Http, typeof(HttpRepository));

    [Fact]
    public void Validators_do_not_use_the_database()
    {
        House.Forbids(House.Layer("Validators"), Database, typeof(DatabaseValidator));
        House.Forbids(House.Layer("Validators"), EntityFramework, typeof(DatabaseValidator));
    }

    [Fact]
    public void Validators_use_no_repository_or_controller() =>
        House.Forbids(House.Layer("Validators"), House.Layer("Repositories|Controllers"), typeof(ReadingValidator));

    [Fact]
    public void Dtos_use_no_service_repository_controller_or_validator() =>
        House.Forbids(House.Layer("Dtos"), House.Layer("Services|Repositories|Controllers|Validators"), typeof(ServingResponse));

    [Fact]
    public void Entities_depend_only_on_each_other() =>
        House.Forbids(House.Layer("Entities"), House.Layer("Services|Repositories|Controllers|Validators|Dtos"), typeof(ServingEntity));

    [Fact]
    public void Entities_use_no_cache_or_HTTP_types()
    {
        House.Forbids(House.Layer("Entities"), Cache, typeof(CachingEntity));
        House.Forbids(House.Layer("Entities"), @"^(Microsoft\.AspNetCore\.(Http|Mvc|Routing)|PetShop\.Api\.Core\.Http)(\.|$)", typeof(HttpEntity));
    }
}
