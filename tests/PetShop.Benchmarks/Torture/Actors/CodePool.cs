namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>Codes that shoppers have heard of, the newest ones last.</summary>
/// <param name="first">The one that is known from the beginning.</param>
internal sealed class CodePool(string first)
{
    private readonly List<string> _codes = [first];

    public void Add(IEnumerable<string> codes)
    {
        lock (_codes)
            _codes.AddRange(codes);
    }

    /// <summary>One of the newest codes.</summary>
    public string Pick(Random random)
    {
        const int Known = 30;
        lock (_codes)
            return _codes[random.Next(Math.Max(0, _codes.Count - Known), _codes.Count)];
    }
}
