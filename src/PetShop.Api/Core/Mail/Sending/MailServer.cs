using Microsoft.Extensions.Options;
using PetShop.Api.Core.Mail.Settings;

namespace PetShop.Api.Core.Mail.Sending;

/// <summary>
/// Whether the mail server can be used, as this node has seen it. While it cannot, no mail is tried: after a failure
/// the node waits, longer each time, up to a few minutes.
/// </summary>
internal sealed partial class MailServer(IOptions<MailOptions> options, TimeProvider clock, ILogger<MailServer> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WhileOff = TimeSpan.FromHours(1);

    /// <summary>So many mails in a row without any answer are the server's fault, not theirs.</summary>
    private const int MostSilent = 3;

    private readonly Lock _gate = new();
    private DateTimeOffset _pausedUntil;
    private int _failures;
    private int _silent;

    /// <summary>Whether a mail may be tried now.</summary>
    public bool IsOpen => options.Value.IsOn && OpensAt <= clock.GetUtcNow();

    /// <summary>When a mail may be tried.</summary>
    public DateTimeOffset OpensAt
    {
        get
        {
            if (!options.Value.IsOn)
                return clock.GetUtcNow() + WhileOff;
            lock (_gate)
                return _pausedUntil;
        }
    }

    /// <summary>It took a mail.</summary>
    public void Succeed()
    {
        lock (_gate)
        {
            _silent = 0;
            if (_failures == 0)
                return;
            (_failures, _pausedUntil) = (0, default);
        }
        LogBack();
    }

    /// <summary>It said something about one mail alone.</summary>
    public void Answer()
    {
        lock (_gate)
            _silent = 0;
    }

    /// <summary>It let a mail wait, or closed the connection, without a word. The third time in a row, all mails wait.
    /// </summary>
    /// <param name="why">For the log.</param>
    /// <returns>Whether they wait.</returns>
    public bool BeSilent(string why)
    {
        lock (_gate)
        {
            if (++_silent < MostSilent)
                return false;
            _silent = 0;
        }
        Fail(why);
        return true;
    }

    /// <summary>It could not be used. Of mails that failed together, the first one counts.</summary>
    /// <param name="why">For the log.</param>
    /// <returns>When a mail may be tried.</returns>
    public DateTimeOffset Fail(string why)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset until;
        lock (_gate)
        {
            if (_pausedUntil > now)
                return _pausedUntil;
            var pause = FirstPause * Math.Pow(2, Math.Min(_failures++, 20));
            until = _pausedUntil = now + (pause < LongestPause ? pause : LongestPause);
        }
        LogAway(why, until);
        return until;
    }

    [LoggerMessage(LogLevel.Error, "The mail server cannot be used, and is tried again at {Until}: {Why}")]
    private partial void LogAway(string why, DateTimeOffset until);

    [LoggerMessage(LogLevel.Warning, "The mail server can be used again")]
    private partial void LogBack();
}
