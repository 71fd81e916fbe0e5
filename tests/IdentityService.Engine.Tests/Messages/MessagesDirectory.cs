using System.Security.Cryptography;
using IdentityService.Engine.Messages;
using IdentityService.Engine.Secrets;
using IdentityService.Storage;
using IdentityService.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IdentityService.Engine.Tests.Messages;

/// <summary>A migrated database with the parts around the outbox. One replica has one of these; several may share a database.</summary>
internal sealed class MessagesDirectory : IAsyncDisposable
{
    public const string PoolId = "eu-west-1_abcdefghi";
    private readonly TestDatabase? _database;
    private readonly string _connectionString;

    private MessagesDirectory(TestDatabase? database, string connectionString, Envelope envelope, ShiftedClock clock)
    {
        (_database, _connectionString, Envelope, Clock) = (database, connectionString, envelope, clock);
        Source = DirectoryDataSource.Create(connectionString);
        var options = new DbContextOptionsBuilder<DirectoryDb>();
        DirectoryDataSource.Configure(options, Source);
        Databases = new PooledDbContextFactory<DirectoryDb>(options.Options);
    }

    public NpgsqlDataSource Source { get; }
    public IDbContextFactory<DirectoryDb> Databases { get; }
    public Envelope Envelope { get; }
    public ShiftedClock Clock { get; }
    public OutboxSignal Signal { get; } = new();
    public LogLines Log { get; } = new();

    public static async Task<MessagesDirectory> Create()
    {
        var server = await TestPostgres.Shared;
        await server.CreateTemplate(async connectionString =>
        {
            await using var source = DirectoryDataSource.Create(connectionString);
            await Migrator.Migrate(source, CancellationToken.None);
        });
        var database = await server.Clone();
        var keys = new DataKeys([new DataKey(1, RandomNumberGenerator.GetBytes(32))]);
        return new MessagesDirectory(database, database.ConnectionString, new Envelope(keys), new ShiftedClock());
    }

    /// <summary>Another process on the same database, with the same key and clock.</summary>
    public MessagesDirectory Replica() => new(null, _connectionString + ";Search Path=public", Envelope, Clock);

    public OutboxDelivery Delivery(IMessageSender sender) =>
        new(Databases, sender, Envelope, Clock, Logger<OutboxDelivery>());

    public OutboxWorker Worker(IMessageSender sender) =>
        new(Delivery(sender), Signal, Clock, Logger<OutboxWorker>());

    public static SmtpSender Smtp(SmtpServer server) =>
        new(new MailOptions { Host = "127.0.0.1", Port = server.Port, From = "Shop <no-reply@shop.example>", Tls = false });

    public static Message Mail(string recipient = "ann@example.com", string code = "123456") =>
        new MessageTemplate(MessageTemplates.VerificationSubject, MessageTemplates.VerificationBody)
            .Fill(PoolId, MessageChannel.Email, recipient, "ann", code);

    public static Message Sms(string code = "123456") =>
        new MessageTemplate(null, MessageTemplates.AuthenticationBody).Fill(PoolId, MessageChannel.Sms, "+441234567890", null, code);

    public async Task Save(params Message[] messages)
    {
        await using var db = await Databases.CreateDbContextAsync();
        var outbox = new Outbox(db, Envelope, Clock, Signal);
        foreach (var message in messages)
            outbox.Add(message);
        await db.SaveChangesAsync();
    }

    public async Task<int> Waiting()
    {
        await using var db = await Databases.CreateDbContextAsync();
        return await db.Outbox.CountAsync();
    }

    public async Task Execute(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private ILogger<T> Logger<T>() => LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Debug).AddProvider(Log)).CreateLogger<T>();

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
