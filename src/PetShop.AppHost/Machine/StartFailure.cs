namespace PetShop.AppHost.Machine;

/// <summary>Something the person at the keyboard can mend: the message is shown as it is, and the exit code is 1.</summary>
internal sealed class StartFailure(string message, Exception? inner = null) : Exception(message, inner);
