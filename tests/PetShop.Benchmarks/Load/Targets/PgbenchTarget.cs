namespace PetShop.Benchmarks.Load.Targets;

internal sealed class PgbenchTarget(string database, int connections, bool isHot) : Target
{
    protected override Task<Sample> MeasureAsync(TimeSpan time) => throw new NotSupportedException($"{database}{connections}{isHot}");
}
