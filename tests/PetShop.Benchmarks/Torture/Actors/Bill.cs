namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>The payments of an order, as whoever ordered reaches them.</summary>
/// <param name="Payments">The path of the list.</param>
internal sealed record Bill(long Order, string Payments)
{
    public static Bill Of(long order) => new(order, $"sales/orders/{order}/payments");

    /// <summary>The path of one payment, or of something that is done to it.</summary>
    public string Of(int number, string action = "")
    {
        var end = Payments.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? $"{Payments}/{number}{action}" : $"{Payments[..end]}/{number}{action}{Payments[end..]}";
    }
}
