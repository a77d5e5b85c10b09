using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PetShop.Api.Core.Database;

/// <summary>
/// A keyed permutation of the low bits of ids (a Feistel network), different for each second: neither the numbers nor
/// the difference of two ids reveals how many ids lie between them.
/// </summary>
internal sealed class IdScrambler
{
    public const int Bits = 20;
    private const int HalfBits = Bits / 2;
    private const int HalfMask = (1 << HalfBits) - 1;
    private const int Mask = (1 << Bits) - 1;

    /// <summary>The halves are small, so there are more rounds than the four that suffice for large ones.</summary>
    private const int Rounds = 8;
    private readonly byte[] _key;
    private readonly ushort[] _rounds = new ushort[Rounds << HalfBits];

    public IdScrambler(byte[] key)
    {
        _key = key;
        for (var i = 0; i < _rounds.Length; i++)
            _rounds[i] = (ushort)(Hash(kind: 0, i) & HalfMask);
    }

    /// <summary>One to one in each second.</summary>
    /// <param name="number">Only its low 20 bits are used.</param>
    public long Scramble(long second, long number)
    {
        var mixed = (int)(number & Mask) + (Hash(kind: 1, second) & Mask) & Mask;
        var (left, right) = (mixed >> HalfBits, mixed & HalfMask);
        for (var round = 0; round < Rounds; round++)
            (left, right) = (right, left ^ _rounds[(round << HalfBits) | right]);
        return (uint)((left << HalfBits) | right);
    }

    private int Hash(byte kind, long value)
    {
        Span<byte> message = stackalloc byte[1 + sizeof(long)];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        message[0] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(message[1..], value);
        HMACSHA256.HashData(_key, message, hash);
        return BinaryPrimitives.ReadInt32LittleEndian(hash);
    }
}
