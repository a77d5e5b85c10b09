using System.Text.Json;

namespace PetShop.IntegrationTests.Shop;

/// <summary>Helpers for reading the shop's responses.</summary>
public static class JsonReading
{
    /// <summary>Members go out as they are named.</summary>
    internal static readonly JsonSerializerOptions AsWritten = new();

    public static long Id(this JsonElement json, string name = "id") => json.GetProperty(name).GetInt64();

    public static int Count(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static decimal Money(this JsonElement json, string name) => json.GetProperty(name).GetDecimal();

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static DateTimeOffset Time(this JsonElement json, string name) =>
        json.GetProperty(name).GetDateTimeOffset();

    /// <summary>A list's <c>items</c>, or those of an order or cart.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement json) =>
        [.. json.GetProperty("items").EnumerateArray()];
}
