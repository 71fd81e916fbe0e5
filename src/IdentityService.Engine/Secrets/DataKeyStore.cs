using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace IdentityService.Engine.Secrets;

/// <summary>
/// Opens the data keys at start. The key file is made only when neither it nor any data key exists; a start with another key, or without
/// one, is refused, since it could only lose data.
/// </summary>
public static class DataKeyStore
{
    private const long AdvisoryLock = 0x1D5E_7A1C_0002;
    private const int TagSize = 16;
    private const int NonceSize = 12;
    private const int KeySize = 32;

    /// <exception cref="StartRefused">The key file is missing, unreadable or not the one of this database.</exception>
    public static async Task<DataKeys> Open(NpgsqlDataSource source, string keyFilePath, TimeProvider clock, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var alone = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({AdvisoryLock})"), connection))
            await alone.ExecuteNonQueryAsync(cancel);

        var rows = await ReadRows(connection, cancel);
        var file = OpenFile(keyFilePath, databaseHasKeys: rows.Count > 0);
        if (rows.Count == 0)
            rows.Add(await AddRow(connection, file, clock, cancel));
        await transaction.CommitAsync(cancel);

        if (rows.Any(r => !CryptographicOperations.FixedTimeEquals(r.Fingerprint, file.Fingerprint)))
            throw new StartRefused($"The key file {keyFilePath} is not the one this database was made with; give the right file (setting KeyFile).");
        return new DataKeys([.. rows.Select(r => new DataKey(r.Id, Unwrap(file, r)))]);
    }

    private static KeyFile OpenFile(string path, bool databaseHasKeys)
    {
        if (File.Exists(path))
            return KeyFile.Read(path);
        if (databaseHasKeys)
            throw new StartRefused($"The key file {path} is missing, and without it nothing in this database can be opened; restore it (setting KeyFile).");
        return KeyFile.Create(path);
    }

    private sealed record Row(int Id, byte[] Fingerprint, byte[] Wrapped);

    private static async Task<List<Row>> ReadRows(NpgsqlConnection connection, CancellationToken cancel)
    {
        var rows = new List<Row>();
        await using var command = new NpgsqlCommand("SELECT id, fingerprint, wrapped FROM data_keys ORDER BY id", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            rows.Add(new Row(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2)));
        return rows;
    }

    private static async Task<Row> AddRow(NpgsqlConnection connection, KeyFile file, TimeProvider clock, CancellationToken cancel)
    {
        const int first = 1;
        var row = new Row(first, file.Fingerprint, Wrap(file, first, RandomNumberGenerator.GetBytes(KeySize)));
        await using var command = new NpgsqlCommand("INSERT INTO data_keys (id, fingerprint, wrapped, created_at) VALUES ($1, $2, $3, $4)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = row.Id });
        command.Parameters.Add(new NpgsqlParameter { Value = row.Fingerprint });
        command.Parameters.Add(new NpgsqlParameter { Value = row.Wrapped });
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancel);
        return row;
    }

    private static byte[] Wrap(KeyFile file, int id, byte[] key)
    {
        var wrapped = new byte[NonceSize + KeySize + TagSize];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(file.Key, TagSize);
        cipher.Encrypt(wrapped.AsSpan(0, NonceSize), key, wrapped.AsSpan(NonceSize, KeySize), wrapped.AsSpan(^TagSize..), Associated(id));
        return wrapped;
    }

    private static byte[] Unwrap(KeyFile file, Row row)
    {
        var key = new byte[KeySize];
        using var cipher = new AesGcm(file.Key, TagSize);
        cipher.Decrypt(row.Wrapped.AsSpan(0, NonceSize), row.Wrapped.AsSpan(NonceSize, KeySize), row.Wrapped.AsSpan(^TagSize..), key, Associated(row.Id));
        return key;
    }

    private static byte[] Associated(int id) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"data key\0{id}"));
}
