namespace PetShop.MailSink.Mails;

/// <summary>The last mails that came, in memory: they are gone when the sink ends.</summary>
/// <param name="keep">How many. Each has a limited size.</param>
internal sealed class Inbox(int keep)
{
    private readonly Lock _gate = new();
    private readonly Queue<Mail> _mails = new();
    private int _last;

    /// <param name="read">Makes the mail with its number.</param>
    public void Add(Func<int, Mail> read)
    {
        lock (_gate)
        {
            _mails.Enqueue(read(_last + 1));
            _last++;
            while (_mails.Count > keep)
                _mails.Dequeue();
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Mail> List()
    {
        lock (_gate)
            return [.. _mails.Reverse()];
    }

    /// <summary>Null if it does not exist, or no longer.</summary>
    public Mail? Find(int id)
    {
        lock (_gate)
            return _mails.FirstOrDefault(mail => mail.Id == id);
    }

    public void Clear()
    {
        lock (_gate)
            _mails.Clear();
    }
}
