using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.xUnit;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Adoptions.Entities;
using PetShop.Api.Adoptions.Pets;
using PetShop.Api.Adoptions.Services;
using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Services;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PetShop.ArchitectureTests;

/// <summary>Which domain may use which. The domains are discovered: see <see cref="ApiArchitecture.Domain"/>.</summary>
public sealed class DomainTests
{
    /// <summary>The domains that a domain may use. A domain without a row uses no other.</summary>
    private static readonly Dictionary<string, string[]> Uses = new() { ["Sales"] = ["Products", "Auth"] };

    [Fact]
    public void The_domains_are_those_of_the_folders()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src/PetShop.Api"))
            .Select(folder => Path.GetFileName(folder)!)
            .Except(["Core", "bin", "obj", "Properties", "wwwroot"]).Order(StringComparer.Ordinal);
        Assert.Equal(folders, ApiArchitecture.Domains);
        Assert.Contains("Adoptions", ApiArchitecture.DomainsWithOffenders);
    }

    [Fact]
    public void Core_refers_to_no_domain() =>
        ApiArchitecture.AssertNoDependency(@"^PetShop\.Api\.Core(\.|$)", ApiArchitecture.Domain, typeof(DomainError));

    [Fact]
    public void Core_has_no_controller() => ApiArchitecture.AssertHolds(
        ApiArchitecture.Classes.Where(type => ApiArchitecture.IsIn(type, @"^PetShop\.Api\.Core(\.|$)")),
        type => typeof(ControllerBase).IsAssignableFrom(type) && !type.IsAbstract ? "belongs into a domain" : null,
        typeof(CoreController));

    [Fact]
    public void Every_class_of_a_domain_is_in_a_layer() => ApiArchitecture.AssertHolds(
        ApiArchitecture.Classes.Where(type => ApiArchitecture.IsIn(type, ApiArchitecture.Domain)),
        type => ApiArchitecture.IsIn(type, ApiArchitecture.Layer(ApiArchitecture.Layers))
            || type.FullName == $"{type.Namespace}.{type.Namespace!.Split('.')[^1]}Module"
            ? null : $"stands outside the layers ({ApiArchitecture.Layers}), where no rule sees it",
        typeof(LayerlessClass));

    [Theory]
    [InlineData(typeof(SellingService))]
    [InlineData(typeof(ClassUser))]
    public void A_domain_uses_only_the_allowed_domains(Type offender)
    {
        var rules = ApiArchitecture.DomainsWithOffenders.ToDictionary(domain => domain, domain =>
        {
            var known = Uses.GetValueOrDefault(domain, []).Append(domain).Append("Core");
            return Types().That().ResideInNamespaceMatching($@"^PetShop\.Api\.{domain}(\.|$)").Should()
                .NotDependOnAny(
                    Types().That().ResideInNamespaceMatching($@"^PetShop\.Api\.(?!({string.Join('|', known)})(\.|$))"));
        });
        foreach (var domain in ApiArchitecture.Domains)
            rules[domain].Check(ApiArchitecture.Actual);
        ApiArchitecture.AssertCaught(rules[offender.Namespace!.Split('.')[2]], offender);
    }

    [Fact]
    public void A_domain_uses_only_the_services_of_others_and_their_types() => HoldsForEach(
        domain => Types().That().ResideInNamespaceMatching($@"^PetShop\.Api\.{domain}(\.|$)").And()
            .DoNotHaveNameEndingWith("Configuration").Should()
            .NotDependOnAny(Types().That()
                .ResideInNamespaceMatching(
                    ApiArchitecture.LayerOfOthers(domain, "Repositories|Controllers|Validators|Entities"))),
        typeof(RepositoryUser));

    [Fact]
    public void Configurations_may_refer_only_to_entities_of_other_domains() => HoldsForEach(
        domain => Types().That().ResideInNamespaceMatching($@"^PetShop\.Api\.{domain}(\.|$)").And()
            .HaveNameEndingWith("Configuration").Should()
            .NotDependOnAny(Types().That()
                .ResideInNamespaceMatching(ApiArchitecture.LayerOfOthers(
                    domain, "Repositories|Controllers|Dtos|Validators|Services"))).WithoutRequiringPositiveResults(),
        typeof(ServiceConfiguration));

    [Fact]
    public void A_domain_uses_service_interfaces_of_others_and_not_the_classes_behind_them() => HoldsForEach(
        domain => Types().That().ResideInNamespaceMatching($@"^PetShop\.Api\.{domain}(\.|$)").Should()
            .NotDependOnAny(Classes().That()
                .ResideInNamespaceMatching(ApiArchitecture.LayerOfOthers(domain, "Services")).And().AreInternal()),
        typeof(ClassUser));

    [Fact]
    public void Folders_have_no_circular_dependencies()
    {
        var rule = SliceRuleDefinition.Slices().Matching("PetShop.Api.(**)").Should().BeFreeOfCycles();
        Assert.False(rule.HasNoViolations(ApiArchitecture.WithOffenders));
        rule.Check(ApiArchitecture.Actual);
    }

    private static void HoldsForEach(Func<string, ArchUnitNET.Fluent.IArchRule> rule, Type offender)
    {
        foreach (var domain in ApiArchitecture.Domains)
            rule(domain).Check(ApiArchitecture.Actual);
        ApiArchitecture.AssertCaught(rule(offender.Namespace!.Split('.')[2]), offender);
    }
}
