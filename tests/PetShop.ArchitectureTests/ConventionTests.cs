using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Adoptions.Controllers;
using PetShop.Api.Adoptions.Dtos;
using PetShop.Api.Adoptions.Entities;
using PetShop.Api.Adoptions.Repositories;
using PetShop.Api.Adoptions.Services;
using PetShop.Api.Adoptions.Validators;
using PetShop.Api.Core.Http;

namespace PetShop.ArchitectureTests;

/// <summary>Names, visibility and sizes of classes.</summary>
public sealed class ConventionTests
{
    private const int MaxParameters = 7;

    [Fact]
    public void No_constructor_has_more_than_seven_parameters() => ApiArchitecture.AssertHolds(
        ApiArchitecture.Classes.Where(type => type is { IsClass: true } && !IsRecord(type)),
        type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Max(c => (int?)c.GetParameters().Length) is > MaxParameters and var count
            ? $"{count} parameters: split it" : null,
        typeof(GreedyService));

    [Fact]
    public void Controllers_are_sealed_and_follow_the_conventions() => ApiArchitecture.AssertHolds(
        In("Controllers").Where(type => typeof(ControllerBase).IsAssignableFrom(type)),
        type => type is { IsPublic: true, IsSealed: true } && type.IsSubclassOf(typeof(ShopController))
            && type.Name.EndsWith("Controller", StringComparison.Ordinal)
            ? null : "should be a public sealed …Controller : ShopController",
        typeof(EntityController));

    [Fact]
    public void Services_are_sealed_and_hidden_behind_their_interfaces() => ApiArchitecture.AssertHolds(
        In("Services").Where(type => type is { IsClass: true, IsNested: false } && !IsRecord(type)),
        type => type.IsSealed && !(type.IsPublic && HasOwnInterface(type))
            ? null
            : "should be sealed, and internal where it has an interface",
        typeof(OpenService));

    [Fact]
    public void Repositories_are_internal_and_sealed() => ApiArchitecture.AssertHolds(
        In("Repositories").Where(type => type is { IsClass: true, IsNested: false } && !IsRecord(type)),
        type => type is { IsPublic: false, IsSealed: true } ? null : "should be internal and sealed, or static",
        typeof(UnsealedRepository));

    [Fact]
    public void Repositories_have_the_suffix() => ApiArchitecture.AssertHolds(
        In("Repositories")
            .Where(type => type is { IsClass: true, IsNested: false, IsAbstract: false } && !IsRecord(type)
                && !ApiArchitecture.IsIn(type, ApiArchitecture.Queries)),
        type => type.Name.EndsWith("Repository", StringComparison.Ordinal) || IsIdentityStore(type)
            ? null
            : "should be named …Repository",
        typeof(StrayAccounts));

    [Fact]
    public void Repositories_return_no_queryable() => ApiArchitecture.AssertHolds(
        In("Repositories").Where(type => !type.IsNested && !ApiArchitecture.IsIn(type, ApiArchitecture.Queries)),
        type => Outlets(type).FirstOrDefault(method => Mentions(method.ReturnType, typeof(IQueryable))) is { } open
            ? $"{open.Name} hands out an IQueryable"
            : null,
        typeof(OpenRepository));

    [Fact]
    public void Repositories_have_no_interface() => ApiArchitecture.AssertHolds(
        In("Repositories"),
        type => type.IsInterface || HasOwnInterface(type)
            ? "has an interface that nothing will ever implement again"
            : null,
        typeof(IRepository));

    [Fact]
    public void Validators_are_sealed_and_have_the_suffix() => ApiArchitecture.AssertHolds(
        In("Validators").Where(type => typeof(FluentValidation.IValidator).IsAssignableFrom(type) && !type.IsAbstract),
        type => type.IsSealed && type.Name.EndsWith("Validator", StringComparison.Ordinal)
            ? null
            : "should be a sealed …Validator",
        typeof(DatabaseValidator));

    [Fact]
    public void Dtos_are_records() => ApiArchitecture.AssertHolds(
        In("Dtos")
            .Where(type => type is { IsClass: true, IsNested: false }
                && !type.IsSubclassOf(typeof(System.Text.Json.Serialization.JsonSerializerContext))
                && !(type.IsAbstract && type.IsSealed)),
        type => IsRecord(type) ? null : "should be a record",
        typeof(ServingResponse));

    [Fact]
    public void Entities_hide_their_collections() => ApiArchitecture.AssertHolds(
        In("Entities").Where(type => type.IsClass),
        type => type.GetProperties()
            .FirstOrDefault(p =>
                p.PropertyType.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(p.PropertyType)
                    && p.PropertyType.GetInterfaces().Append(p.PropertyType)
                        .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICollection<>))) is { } open
            ? $"{open.Name} can be changed from outside" : null,
        typeof(OpenEntity));

    [Fact]
    public void Asynchronous_methods_have_the_suffix() => ApiArchitecture.AssertHolds(
        In("Services|Repositories").Where(type => !type.IsNested),
        type => type.GetMethods(
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .FirstOrDefault(method => IsTask(method.ReturnType) && !method.Name.EndsWith(
                "Async", StringComparison.Ordinal)) is { } silent ? $"{silent.Name} should end in Async" : null,
        typeof(SilentService));

    private static IEnumerable<Type> In(string layer) =>
        ApiArchitecture.Classes.Where(type => ApiArchitecture.IsIn(type, ApiArchitecture.Layer(layer)));

    /// <summary>Identity calls its repository a store.</summary>
    private static bool IsIdentityStore(Type type) =>
        type.BaseType?.Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) == true;

    private static bool HasOwnInterface(Type type) =>
        type.GetInterfaces().Any(other => other.Assembly == type.Assembly);

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null || (type.IsValueType
            && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    private static bool IsTask(Type type) => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static IEnumerable<MethodInfo> Outlets(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsPrivate && !method.Name.Contains('<'));

    private static bool Mentions(Type type, Type wanted) =>
        wanted.IsAssignableFrom(type) || type.GetGenericArguments().Any(argument => Mentions(argument, wanted));
}
