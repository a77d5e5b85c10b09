using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>Inserts entities of one type as EF Core has mapped them: the same columns, conversions and types.</summary>
internal sealed class InsertStatement
{
    private const string Annotation = "PetShop:Insert";

    private readonly string _sql;
    private readonly List<(IClrPropertyGetter Getter, RelationalTypeMapping Mapping, bool IsNullable)> _columns;

    private InsertStatement(IEntityType type, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var properties = type.GetProperties().Where(property => property.GetColumnName(table) is not null).ToList();
        if (properties.Find(
            property => property.IsShadowProperty() || property.ValueGenerated != ValueGenerated.Never) is { } other)
            throw new InvalidOperationException(
                $"{other.DeclaringType.DisplayName()}.{other.Name} is filled in by EF Core or the database.");
        var names = string.Join(
            ", ", properties.Select(property => sql.DelimitIdentifier(property.GetColumnName(table)!)));
        var places = string.Join(", ",
            Enumerable.Range(1, properties.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"${i}")));
        _sql = $"INSERT INTO {sql.DelimitIdentifier(table.Name)} ({names}) VALUES ({places})";
        _columns = properties.ConvertAll(
            property => (property.GetGetter(), property.GetRelationalTypeMapping(), property.IsColumnNullable()));
    }

    /// <summary>The statement for a mapped type, created once for each model.</summary>
    public static InsertStatement For(PetShopDbContext db, Type type)
    {
        var entity = db.Model.FindEntityType(type)
            ?? throw new InvalidOperationException($"{type.Name} is not mapped.");
        return entity.GetOrAddRuntimeAnnotationValue(
            Annotation, static made => new InsertStatement(made!.Value.Type, made.Value.Sql),
            ((IEntityType Type, ISqlGenerationHelper Sql)?)(entity, db.GetService<ISqlGenerationHelper>()));
    }

    public NpgsqlBatchCommand Of(object entity)
    {
        var command = new NpgsqlBatchCommand(_sql);
        using var factory = new NpgsqlCommand();
        foreach (var (getter, mapping, isNullable) in _columns)
            command.Parameters.Add(
                (NpgsqlParameter)mapping.CreateParameter(factory, "", getter.GetClrValue(entity), isNullable));
        return command;
    }
}
