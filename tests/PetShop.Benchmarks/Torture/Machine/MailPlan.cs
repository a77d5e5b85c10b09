using PetShop.MailSink.Smtp;

namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>An endless sequence of what the mail server does wrong. It depends on the seed alone.</summary>
internal sealed class MailPlan(int seed, TortureShop shop) : IFaultPlan
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();
    private readonly Random _random = new(seed);

    public Fault Next()
    {
        var wait = TimeSpan.FromSeconds(1 + _random.NextDouble() * 4);
        var (kind, times) = (Kinds[_random.Next(Kinds.Length)], _random.Next(1, 5));
        return new($"the mail server: {kind}, {times} times", wait, _ =>
        {
            shop.PostOffice.Misbehave(kind, times);
            return Task.CompletedTask;
        });
    }
}
