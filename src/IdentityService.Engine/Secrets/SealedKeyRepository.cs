using System.Text;
using System.Xml.Linq;
using IdentityService.Storage;
using IdentityService.Storage.Secrets;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace IdentityService.Engine.Secrets;

/// <summary>Keeps ASP.NET Core's data-protection keys in the database, sealed, so that replicas share them and a dump reveals none.</summary>
public sealed class SealedKeyRepository(IDbContextFactory<DirectoryDb> databases, Envelope envelope, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.DataProtectionKeys.AsEnumerable()
            .Select(row => XElement.Parse(Encoding.UTF8.GetString(envelope.Open(KeyNamed(row.Name), row.SealedXml))))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.DataProtectionKeys.Add(new DataProtectionKeyRow
        {
            Name = friendlyName,
            SealedXml = envelope.Seal(KeyNamed(friendlyName), Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))),
            CreatedAt = clock.GetUtcNow(),
        });
        db.SaveChanges();
    }

    private static Binding KeyNamed(string name) => Binding.To("data protection key", name);
}
