using IdentityService.Engine.Pools;
using IdentityService.Engine.Secrets;

namespace IdentityService.Engine.Protection;

/// <summary>
/// What stands for an unknown name where tries and uses are counted: as real a counter as a user's (S-13, rule 7), but swept when it has
/// been quiet, since names can be invented without end (S-35).
/// </summary>
internal static class UnknownSubject
{
    /// <summary>No sub begins with it.</summary>
    public const string Mark = "?";

    public static string Of(Envelope envelope, Pool pool, string name) =>
        Mark + Convert.ToHexString(envelope.Mac(Binding.To("unknown user", pool.Id, pool.SignInNames.Canonical(name))));
}
