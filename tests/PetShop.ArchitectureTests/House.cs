using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using PetShop.Api.Core.Database;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Type = System.Type;

namespace PetShop.ArchitectureTests;

/// <summary>
/// The API as it is, and once more with the types in <c>Offenders/</c> among it, each of which breaks one rule. A rule counts only
/// when it holds for the one and catches its offender in the other: a rule that cannot fail says nothing. Almost all offenders stand in
/// <c>PetShop.Api.Adoptions</c>, a domain that the API does not have: a rule that knew the domains by name would miss them.
/// </summary>
internal static class House
{
    /// <summary>Every domain: each namespace under the root but Core.</summary>
    public const string Domain = @"^PetShop\.Api\.(?!Core(\.|$))[^.]+(\.|$)";

    /// <summary>The folders that a domain is made of.</summary>
    public const string Layers = "Controllers|Services|Repositories|Dtos|Validators|Entities";

    private static readonly System.Reflection.Assembly Api = typeof(PetShopDbContext).Assembly;

    public static readonly Architecture Kept = new ArchLoader().LoadAssemblies(Api).Build();

    public static readonly Architecture Broken = new ArchLoader().LoadAssemblies(Api, typeof(House).Assembly).Build();

    /// <summary>The API's own types, without what the compiler and source generators add.</summary>
    public static IReadOnlyList<Type> Classes { get; } = [.. Written(Api)];

    /// <summary>The types that break rules.</summary>
    public static IReadOnlyList<Type> Offenders { get; } = [.. Written(typeof(House).Assembly).Where(type => IsIn(type, @"^PetShop\.Api\."))];

    /// <summary>The names of the API's domains.</summary>
    public static IReadOnlyList<string> Domains { get; } = DomainsOf(Classes);

    /// <summary>The names of the API's domains and of those that the offenders add.</summary>
    public static IReadOnlyList<string> DomainsWithOffenders { get; } = DomainsOf([.. Classes, .. Offenders]);

    /// <summary>Layers of any domain, with the folders below them.</summary>
    public static string Layer(string names) => $@"^PetShop\.Api\.(?!Core\.)[^.]+\.({names})(\.|$)";

    /// <summary>What repositories make their queries of. No other layer may know it.</summary>
    public const string Queries = @"^PetShop\.Api\.(?!Core\.)[^.]+\.Repositories\.Queries(\.|$)";

    /// <summary>Layers of every domain but one.</summary>
    public static string LayerOfOthers(string domain, string names) => $@"^PetShop\.Api\.(?!(Core|{domain})\.)[^.]+\.({names})(\.|$)";

    public static bool IsIn(Type type, string pattern) => System.Text.RegularExpressions.Regex.IsMatch(type.Namespace ?? "", pattern);

    /// <summary>Nothing in one set of namespaces depends on anything in another. Both must exist, and the offender must be caught.</summary>
    public static void Forbids(string who, string whom, Type offender)
    {
        var subjects = Types().That().ResideInNamespaceMatching(who);
        var targets = Types(includeReferenced: true).That().ResideInNamespaceMatching(whom);
        Assert.NotEmpty(subjects.GetObjects(Kept));
        Assert.NotEmpty(targets.GetObjects(Kept));
        Holds(subjects.Should().NotDependOnAny(targets), offender);
    }

    public static void Holds(IArchRule rule, Type offender)
    {
        rule.Check(Kept);
        Catches(rule, offender);
    }

    /// <summary>The rule fails on the offender.</summary>
    public static void Catches(IArchRule rule, Type offender)
    {
        var caught = rule.Evaluate(Broken).Where(result => !result.Passed).Select(result => (result.EvaluatedObject as IHasName)?.FullName);
        Assert.Contains(offender.FullName, caught);
    }

    /// <summary>No type has this flaw, and the offender does.</summary>
    /// <param name="flaw">Null when the type is as it should be.</param>
    public static void Holds(IEnumerable<Type> types, Func<Type, string?> flaw, Type offender)
    {
        var all = types.ToList();
        Assert.NotEmpty(all);
        Assert.NotNull(flaw(offender));
        var flaws = all.Where(type => flaw(type) is not null).Select(type => $"{type.FullName}: {flaw(type)}");
        Assert.Empty(flaws);
    }

    /// <summary>Who calls a method, by the names of the declaring type and the method's beginning.</summary>
    public static IEnumerable<string> CallersOf(Architecture architecture, string type, string method) =>
        from caller in architecture.Types
        from call in caller.Dependencies.OfType<MethodCallDependency>()
        where call.TargetMember.DeclaringType.FullName == type && call.TargetMember.Name.StartsWith(method, StringComparison.Ordinal)
        select caller.FullName;

    private static List<string> DomainsOf(IEnumerable<Type> types) =>
        [.. types.Where(type => IsIn(type, Domain)).Select(type => type.Namespace!.Split('.')[2]).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<Type> Written(System.Reflection.Assembly assembly) => assembly.GetTypes().Where(type =>
        type.Namespace?.StartsWith("PetShop.", StringComparison.Ordinal) == true && !type.Name.Contains('<')
        && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), false)
        && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)
        && !IsIn(type, @"\.Migrations$"));
}
