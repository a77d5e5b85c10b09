using PetShop.Api.Adoptions.Controllers;
using PetShop.Api.Adoptions.Dtos;
using PetShop.Api.Adoptions.Entities;
using PetShop.Api.Adoptions.Repositories;
using PetShop.Api.Adoptions.Services;
using PetShop.Api.Adoptions.Validators;
using PetShop.Api.Core.Paging;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PetShop.ArchitectureTests;

/// <summary>Dependencies between the layers of a domain.</summary>
public sealed class LayerTests
{
    private const string Database = @"^PetShop\.Api\.Core\.Database(\.|$)";
    private const string EntityFramework = @"^(Microsoft\.EntityFrameworkCore|Npgsql)(\.|$)";
    private const string Cache = @"^PetShop\.Api\.Core\.Cache(\.|$)";
    private const string Http = @"^Microsoft\.AspNetCore\.(Http|Mvc|Routing)(\.|$)";

    private const string CoreHttp = @"^PetShop\.Api\.Core\.Http(\.|$)";

    [Theory]
    [InlineData("Services", typeof(AnsweringService))]
    [InlineData("Repositories", typeof(AnsweringRepository))]
    [InlineData("Entities", typeof(AnsweringEntity))]
    [InlineData("Dtos", typeof(AnsweringResponse))]
    [InlineData("Validators", typeof(AnsweringValidator))]
    public void Only_controllers_use_Core_Http(string layer, Type offender) =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer(layer), CoreHttp, offender);

    [Fact]
    public void What_services_use_of_Core_uses_no_Core_Http() => ApiArchitecture.AssertNoDependency(
        @"^PetShop\.Api\.Core\.(Json|Money|Paging|Patching|Validation)(\.|$)", CoreHttp, typeof(AnsweringPage));

    [Fact]
    public void Controllers_use_no_repository_entity_or_validator() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Controllers"),
            ApiArchitecture.Layer("Repositories|Entities|Validators"), typeof(EntityController));

    [Fact]
    public void Services_use_no_parts_of_queries() =>
        ApiArchitecture.AssertNoDependency(
            ApiArchitecture.Layer("Services"), ApiArchitecture.Queries, typeof(QueryingService));

    [Fact]
    public void Controllers_do_not_use_the_database() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Controllers"), Database, typeof(DatabaseController));

    [Fact]
    public void Controllers_do_not_use_entity_framework() =>
        ApiArchitecture.AssertNoDependency(
            ApiArchitecture.Layer("Controllers"), EntityFramework, typeof(DatabaseController));

    [Fact]
    public void Controllers_do_not_use_the_cache() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Controllers"), Cache, typeof(CachingController));

    [Fact]
    public void Services_use_no_HTTP_types() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Services"), Http, typeof(HttpService));

    [Fact]
    public void Services_use_no_controller_or_validator() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Services"),
            ApiArchitecture.Layer("Controllers|Validators"), typeof(ControllingService));

    [Fact]
    public void Services_leave_the_database_to_repositories()
    {
        var context = Types().That().HaveFullName("PetShop.Api.Core.Database.PetShopDbContext");
        Assert.NotEmpty(context.GetObjects(ApiArchitecture.Actual));
        ApiArchitecture.AssertHolds(Types().That().ResideInNamespaceMatching(ApiArchitecture.Layer("Services")).Should()
            .NotDependOnAny(context), typeof(DatabaseService));
    }

    [Fact]
    public void Repositories_use_no_service_controller_dto_or_validator() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Repositories"),
            ApiArchitecture.Layer("Services|Controllers|Dtos|Validators"), typeof(ServingRepository));

    [Fact]
    public void Repositories_do_not_use_the_cache() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Repositories"), Cache, typeof(CachingRepository));

    [Fact]
    public void Repositories_use_no_HTTP_types() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Repositories"), Http, typeof(HttpRepository));

    [Fact]
    public void Validators_do_not_use_the_database()
    {
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Validators"), Database, typeof(DatabaseValidator));
        ApiArchitecture.AssertNoDependency(
            ApiArchitecture.Layer("Validators"), EntityFramework, typeof(DatabaseValidator));
    }

    [Fact]
    public void Validators_use_no_repository_or_controller() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Validators"),
            ApiArchitecture.Layer("Repositories|Controllers"), typeof(ReadingValidator));

    [Fact]
    public void Dtos_use_no_service_repository_controller_or_validator() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Dtos"),
            ApiArchitecture.Layer("Services|Repositories|Controllers|Validators"), typeof(ServingResponse));

    [Fact]
    public void Entities_depend_only_on_each_other() =>
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Entities"),
            ApiArchitecture.Layer("Services|Repositories|Controllers|Validators|Dtos"), typeof(ServingEntity));

    [Fact]
    public void Entities_use_no_cache_or_HTTP_types()
    {
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Entities"), Cache, typeof(CachingEntity));
        ApiArchitecture.AssertNoDependency(ApiArchitecture.Layer("Entities"),
            @"^(Microsoft\.AspNetCore\.(Http|Mvc|Routing)|PetShop\.Api\.Core\.Http)(\.|$)", typeof(HttpEntity));
    }
}
