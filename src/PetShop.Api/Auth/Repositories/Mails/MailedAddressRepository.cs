using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Mails;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories.Mails;

internal sealed class MailedAddressRepository(PetShopDbContext db)
{
    /// <summary>Makes those who count the mails to an address run one after another.</summary>
    public Task LockAsync(byte[] addressHash, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"SELECT pg_advisory_xact_lock({BinaryPrimitives.ReadInt64BigEndian(addressHash)})", ct);

    /// <summary>When the other mails of its kind went to the address since then.</summary>
    public Task<List<DateTimeOffset>> ListOthersAsync(MailedAddress mail, DateTimeOffset since, CancellationToken ct) =>
        db.Set<MailedAddress>().Where(other => other.AddressHash == mail.AddressHash && other.MailId != mail.MailId
            && other.Kind == mail.Kind && other.CreatedAt > since)
            .Select(other => other.CreatedAt).ToListAsync(ct);

    /// <summary>Counts a mail, once.</summary>
    public Task AddAsync(MailedAddress mail, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO mailed_addresses (address_hash, mail_id, kind, created_at)
        VALUES ({mail.AddressHash}, {mail.MailId}, {mail.Kind.ToString()}, {mail.CreatedAt}) ON CONFLICT DO NOTHING
        """, ct);

    public Task<int> RemoveOldAsync(DateTimeOffset before, CancellationToken ct) =>
        db.Set<MailedAddress>().Where(mail => mail.CreatedAt <= before).ExecuteDeleteAsync(ct);
}
