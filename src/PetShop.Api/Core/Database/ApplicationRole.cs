using Microsoft.Extensions.Options;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Grants the role that the nodes connect as the privileges that it needs in the shop's schema, and no others. Run by
/// <c>migrate</c>, which connects as the owner, if <see cref="DatabaseOptions.ApplicationRole"/> names a role.
/// </summary>
internal sealed class ApplicationRole(NpgsqlDataSource database, IOptions<DatabaseOptions> options)
{
    private string Name => options.Value.ApplicationRole;

    /// <summary>
    /// Checks, before anything is changed, that <c>migrate</c> connects as the owner and that the role is suitable.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of them is not so: the message says what to do.</exception>
    public async Task CheckAsync(CancellationToken ct)
    {
        if (await ReadAsync(PrivilegesSql.OwnerFault, ct) is { } owner)
            throw new InvalidOperationException(owner);
        if (Name.Length > 0 && await ReadAsync(PrivilegesSql.RoleFault, ct, Name) is { } role)
            throw new InvalidOperationException(
                $"Database__ApplicationRole={Name} cannot be the role of the nodes: {role}.");
    }

    /// <summary>
    /// Grants privileges on existing objects, and default privileges on future ones. Running it twice changes nothing.
    /// </summary>
    public async Task GrantAsync(CancellationToken ct)
    {
        if (Name.Length == 0)
            return;
        // A DO block takes no parameters: it reads the name from a setting, which is reset at the end of the batch's
        // own transaction.
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(
            new("SELECT set_config('petshop.application_role', $1, true)") { Parameters = { new() { Value = Name } } });
        batch.BatchCommands.Add(new(PrivilegesSql.Grant));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private async Task<string?> ReadAsync(string question, CancellationToken ct, params string[] values)
    {
        await using var command = database.CreateCommand(question);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(ct) as string;
    }
}
