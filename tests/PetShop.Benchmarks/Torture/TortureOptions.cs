using System.Globalization;

namespace PetShop.Benchmarks.Torture;

/// <summary>How long the run takes, and what decides its random choices.</summary>
/// <param name="Time">How long the actors act and servers fail; settling and checking follow.</param>
/// <param name="Seed">The same seed makes the same choices again.</param>
internal sealed record TortureOptions(TimeSpan Time, int Seed)
{
    private const double DefaultMinutes = 10;
    private const double MaxMinutes = 24 * 60;

    /// <exception cref="FormatException">An option is unknown, or its value is not a number.</exception>
    public static TortureOptions Parse(string[] args)
    {
        var options = new TortureOptions(TimeSpan.FromMinutes(DefaultMinutes), Random.Shared.Next(1, 1_000_000));
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var name))
        {
            if (!rest.TryDequeue(out var value))
                throw new FormatException($"{name} needs a value.");
            options = name switch
            {
                "--minutes" => options with { Time = TimeSpan.FromMinutes(Math.Clamp(Number(value), 0.1, MaxMinutes)) },
                "--seed" => options with { Seed = (int)Number(value) },
                _ => throw new FormatException($"Unknown option {name}."),
            };
        }
        return options;
    }

    private static double Number(string value) => double.Parse(value, CultureInfo.InvariantCulture);
}
