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
/// The API, and the API together with the types in <c>Offenders/</c>, each of which breaks one rule. A rule must hold
/// for the first and catch its offender in the second, because a rule that cannot fail proves nothing. Almost all
/// offenders are in <c>PetShop.Api.Adoptions</c>, a domain that the API does not have: a rule that lists domains by
/// name would miss them.
/// </summary>
internal static class ApiArchitecture
{
    /// <summary>Every domain: each namespace under the root except Core.</summary>
    public const string Domain = @"^PetShop\.Api\.(?!Core(\.|$))[^.]+(\.|$)";

    /// <summary>The layers of a domain.</summary>
    public const string Layers = "Controllers|Services|Repositories|Dtos|Validators|Entities";

    private static readonly System.Reflection.Assembly Api = typeof(PetShopDbContext).Assembly;

    public static readonly Architecture Actual = new ArchLoader().LoadAssemblies(Api).Build();

    public static readonly Architecture WithOffenders =
        new ArchLoader().LoadAssemblies(Api, typeof(ApiArchitecture).Assembly).Build();

    /// <summary>The API's own types, without what the compiler and source generators add.</summary>
    public static IReadOnlyList<Type> Classes { get; } = [.. HandWritten(Api)];

    /// <summary>The types that break rules.</summary>
    public static IReadOnlyList<Type> Offenders { get; } =
        [.. HandWritten(typeof(ApiArchitecture).Assembly).Where(type => IsIn(type, @"^PetShop\.Api\."))];

    /// <summary>The names of the API's domains.</summary>
    public static IReadOnlyList<string> Domains { get; } = DomainsOf(Classes);

    /// <summary>The names of the API's domains and of those that the offenders add.</summary>
    public static IReadOnlyList<string> DomainsWithOffenders { get; } = DomainsOf([.. Classes, .. Offenders]);

    /// <summary>Layers of all domains, including subfolders.</summary>
    public static string Layer(string names) => $@"^PetShop\.Api\.(?!Core\.)[^.]+\.({names})(\.|$)";

    /// <summary>The parts of queries of repositories. No other layer may use them.</summary>
    public const string Queries = @"^PetShop\.Api\.(?!Core\.)[^.]+\.Repositories\.Queries(\.|$)";

    /// <summary>Layers of all domains except one.</summary>
    public static string LayerOfOthers(string domain, string names) =>
        $@"^PetShop\.Api\.(?!(Core|{domain})\.)[^.]+\.({names})(\.|$)";

    public static bool IsIn(Type type, string pattern) =>
        System.Text.RegularExpressions.Regex.IsMatch(type.Namespace ?? "", pattern);

    /// <summary>
    /// Nothing in one set of namespaces depends on anything in another. Both must exist, and the offender must be
    /// caught.
    /// </summary>
    public static void AssertNoDependency(string who, string whom, Type offender)
    {
        var subjects = Types().That().ResideInNamespaceMatching(who);
        var targets = Types(includeReferenced: true).That().ResideInNamespaceMatching(whom);
        Assert.NotEmpty(subjects.GetObjects(Actual));
        Assert.NotEmpty(targets.GetObjects(Actual));
        AssertHolds(subjects.Should().NotDependOnAny(targets), offender);
    }

    public static void AssertHolds(IArchRule rule, Type offender)
    {
        rule.Check(Actual);
        AssertCaught(rule, offender);
    }

    /// <summary>The rule fails on the offender.</summary>
    public static void AssertCaught(IArchRule rule, Type offender)
    {
        var caught = rule.Evaluate(WithOffenders).Where(result => !result.Passed)
            .Select(result => (result.EvaluatedObject as IHasName)?.FullName);
        Assert.Contains(offender.FullName, caught);
    }

    /// <summary>No type has this flaw, except the offender.</summary>
    /// <param name="flaw">Null if the type is correct.</param>
    public static void AssertHolds(IEnumerable<Type> types, Func<Type, string?> flaw, Type offender)
    {
        var all = types.ToList();
        Assert.NotEmpty(all);
        Assert.NotNull(flaw(offender));
        var flaws = all.Where(type => flaw(type) is not null).Select(type => $"{type.FullName}: {flaw(type)}");
        Assert.Empty(flaws);
    }

    /// <summary>The callers of a method, which is given by its declaring type and the beginning of its name.</summary>
    public static IEnumerable<string> CallersOf(Architecture architecture, string type, string method) =>
        from caller in architecture.Types
        from call in caller.Dependencies.OfType<MethodCallDependency>()
        where call.TargetMember.DeclaringType.FullName == type
            && call.TargetMember.Name.StartsWith(method, StringComparison.Ordinal)
        select caller.FullName;

    private static List<string> DomainsOf(IEnumerable<Type> types) =>
        [.. types.Where(type => IsIn(type, Domain)).Select(type => type.Namespace!.Split('.')[2]).Distinct()
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<Type> HandWritten(System.Reflection.Assembly assembly) =>
        assembly.GetTypes().Where(type =>
            type.Namespace?.StartsWith("PetShop.", StringComparison.Ordinal) == true && !type.Name.Contains('<')
            && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), false)
            && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)
            && !IsIn(type, @"\.Migrations$"));
}
