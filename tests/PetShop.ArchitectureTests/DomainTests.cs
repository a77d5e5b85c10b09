using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.xUnit;
using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Services;
using PetShop.Api.Sales.Services;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PetShop.ArchitectureTests;

/// <summary>Which domain may know which.</summary>
public sealed class DomainTests
{
    [Fact]
    public void Core_names_no_domain() => House.Forbids(@"^PetShop\.Api\.Core(\.|$)", House.Domain, typeof(DomainError));

    [Fact]
    public void Products_know_no_other_domain() =>
        House.Forbids(@"^PetShop\.Api\.Products(\.|$)", @"^PetShop\.Api\.(Auth|Sales)(\.|$)", typeof(SellingService));

    [Fact]
    public void Auth_knows_no_other_domain() =>
        House.Forbids(@"^PetShop\.Api\.Auth(\.|$)", @"^PetShop\.Api\.(Products|Sales)(\.|$)", typeof(Api.Auth.Services.SellingAccounts));

    [Fact]
    public void Sales_uses_nothing_of_other_domains_but_their_services_and_what_these_speak_in()
    {
        var insides = Types().That().ResideInNamespaceMatching(@"^PetShop\.Api\.(Products|Auth)\.(Repositories|Controllers|Validators|Entities)(\.|$)");
        Assert.NotEmpty(insides.GetObjects(House.Kept));
        House.Holds(
            Types().That().ResideInNamespaceMatching(@"^PetShop\.Api\.Sales(\.|$)").And().DoNotHaveNameEndingWith("Configuration").Should().NotDependOnAny(insides),
            typeof(RepositoryUser));
    }

    [Fact]
    public void Sales_configurations_may_name_another_domains_entity_and_nothing_else()
    {
        var insides = Types().That().ResideInNamespaceMatching(@"^PetShop\.Api\.(Products|Auth)\.(Repositories|Controllers|Dtos|Validators|Services)(\.|$)");
        House.Holds(
            Types().That().ResideInNamespaceMatching(@"^PetShop\.Api\.Sales(\.|$)").And().HaveNameEndingWith("Configuration").Should().NotDependOnAny(insides),
            typeof(Api.Sales.Entities.ServiceConfiguration));
    }

    [Fact]
    public void Sales_uses_service_interfaces_of_other_domains_and_not_the_classes_behind_them()
    {
        var hidden = Classes().That().ResideInNamespaceMatching(@"^PetShop\.Api\.(Products|Auth)\.Services(\.|$)").And().AreInternal();
        Assert.NotEmpty(hidden.GetObjects(House.Kept));
        House.Holds(Types().That().ResideInNamespaceMatching(@"^PetShop\.Api\.Sales(\.|$)").Should().NotDependOnAny(hidden), typeof(ClassUser));
    }

    [Fact]
    public void No_circle_between_folders()
    {
        var rule = SliceRuleDefinition.Slices().Matching("PetShop.Api.(**)").Should().BeFreeOfCycles();
        Assert.False(rule.HasNoViolations(House.Broken));
        rule.Check(House.Kept);
    }
}
