using System.Data.Common;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Reads entities of one type, as EF Core has mapped them, from rows of a plain SQL statement. It is for the few reads
/// in which EF Core's query pipeline costs more than the database.
/// </summary>
internal sealed class EntityReader<T> where T : class
{
    private const string Annotation = "PetShop:Read";

    private readonly IEntityType _type;
    private readonly Func<MaterializationContext, object> _create;
    private readonly string[] _names;
    private readonly Func<DbDataReader, int, object?>[] _values;

    private EntityReader(IEntityType type, IStructuralTypeMaterializerSource entities, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var properties = type.GetProperties().OrderBy(property => property.GetIndex()).ToList();
        if (!IsPlain(type) || properties.Exists(p => p.IsShadowProperty() || p.GetColumnName(table) is null))
            throw new InvalidOperationException(
                $"{type.DisplayName()} is more than the columns of a table. Read it with EF Core.");
        _type = type;
        _create = entities.GetMaterializer(type);
        _names = [.. properties.Select(property => sql.DelimitIdentifier(property.GetColumnName(table)!))];
        _values = [.. properties.Select(ValueOf)];
    }

    /// <summary>The number of columns of an entity.</summary>
    public int Width => _names.Length;

    /// <summary>The reader for this type, created once for each model.</summary>
    public static EntityReader<T> For(PetShopDbContext db)
    {
        var type = db.Model.FindEntityType(typeof(T))
            ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped.");
        return type.GetOrAddRuntimeAnnotationValue(
            Annotation, static made => new EntityReader<T>(
                made!.Value.Type, made.Value.Db.GetService<IStructuralTypeMaterializerSource>(),
                made.Value.Db.GetService<ISqlGenerationHelper>()),
            ((IEntityType Type, PetShopDbContext Db)?)(type, db));
    }

    /// <summary>The columns of an entity, for the statement's <c>SELECT</c>.</summary>
    /// <param name="alias">The table's alias in the statement.</param>
    public FormattableString Columns(string alias) =>
        FormattableStringFactory.Create(string.Join(", ", _names.Select(name => $"{alias}.{name}")));

    /// <summary>The entity in the columns from <paramref name="first"/> on. The context does not track it.</summary>
    /// <exception cref="InvalidCastException">A column that must have a value is null.</exception>
    public T Read(PetShopDbContext db, DbDataReader row, int first)
    {
        var values = new object?[_values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _values[i](row, first + i);
        return (T)_create(new(new(values), db));
    }

    /// <summary>Adds a related entity to a collection, as <c>Include</c> would.</summary>
    /// <param name="navigation">The name of the collection.</param>
    public void Attach(T entity, string navigation, object related) =>
        _type.FindNavigation(navigation)!.GetCollectionAccessor()!.Add(entity, related, forMaterialization: true);

    private static bool IsPlain(IEntityType type) =>
        !type.GetComplexProperties().Any() && type.BaseType is null && !type.GetDirectlyDerivedTypes().Any()
            && type.GetDeclaredQueryFilters().Count == 0
            && !type.GetNavigations().Any(navigation => navigation.TargetEntityType.IsOwned())
            && type.GetProperties().Select(property => property.GetIndex()).Order()
                .SequenceEqual(Enumerable.Range(0, type.GetProperties().Count()));

    private static Func<DbDataReader, int, object?> ValueOf(IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        var (row, column) = (Expression.Parameter(typeof(DbDataReader)), Expression.Parameter(typeof(int)));
        var method = mapping.GetDataReaderMethod();
        var value = mapping.CustomizeDataReaderExpression(
            Expression.Call(Expression.Convert(row, method.DeclaringType!), method, column));
        if (mapping.Converter?.ConvertFromProviderExpression is { } convert)
            value = Expression.Invoke(convert, value);
        value = Expression.Convert(value, typeof(object));
        if (property.IsColumnNullable())
            value = Expression.Condition(
                Expression.Call(row, nameof(DbDataReader.IsDBNull), null, column),
                Expression.Constant(null, typeof(object)), value);
        return Expression.Lambda<Func<DbDataReader, int, object?>>(value, row, column).Compile();
    }
}
