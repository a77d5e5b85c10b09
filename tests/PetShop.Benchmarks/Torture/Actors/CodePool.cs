namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>The promotion codes that shoppers have heard of, the newest ones last.</summary>
internal sealed class CodePool
{
    private readonly List<string> _codes = ["WELCOME10"];

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
