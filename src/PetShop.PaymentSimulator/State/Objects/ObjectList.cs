namespace PetShop.PaymentSimulator.State.Objects;

/// <summary>A page of objects, the newest first.</summary>
internal sealed record ObjectList<T>
{
    public string Object { get; init; } = "list";
    public required IReadOnlyList<T> Data { get; init; }
    public required bool HasMore { get; init; }
    public required string Url { get; init; }
}
