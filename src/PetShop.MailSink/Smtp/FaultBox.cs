namespace PetShop.MailSink.Smtp;

/// <summary>The faults that were ordered.</summary>
internal sealed class FaultBox
{
    private readonly Lock _gate = new();
    private readonly List<(Fault Fault, int Left)> _faults = [];

    public void Add(Fault fault)
    {
        lock (_gate)
            _faults.Add((fault, fault.Times ?? int.MaxValue));
    }

    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }

    /// <summary>The first fault of these kinds that applies to a recipient, which counts; null if there is none.
    /// </summary>
    public Fault? Take(string recipient, params ReadOnlySpan<FaultKind> kinds)
    {
        lock (_gate)
        {
            for (var i = 0; i < _faults.Count; i++)
            {
                var (fault, left) = _faults[i];
                if (left == 0 || !kinds.Contains(fault.Kind)
                    || !recipient.Contains(fault.Recipient ?? "", StringComparison.OrdinalIgnoreCase))
                    continue;
                _faults[i] = (fault, left - 1);
                return fault;
            }
            return null;
        }
    }
}
