using System.Buffers.Binary;
using System.Globalization;
using IdentityService.Engine.Messages;
using IdentityService.Engine.Pools;
using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Users;

/// <summary>Where a code goes: an attribute of the user and its value.</summary>
public sealed record Destination(string Attribute, string Address)
{
    /// <summary><c>EMAIL</c> or <c>SMS</c>.</summary>
    public string Medium => Attribute == LoginNameKind.Email ? "EMAIL" : "SMS";

    /// <summary>What the caller is told: the address is masked. Cognito: <c>t***@e***</c> and <c>+*******9934</c>.</summary>
    public CodeDeliveryDetailsType Details => new() { AttributeName = Attribute, DeliveryMedium = Medium, Destination = Masked };

    public MessageChannel Channel => Attribute == LoginNameKind.Email ? MessageChannel.Email : MessageChannel.Sms;

    private string Masked => Attribute == LoginNameKind.Email ? MaskedEmail : MaskedPhoneNumber;

    private string MaskedEmail
    {
        get
        {
            var at = Address.LastIndexOf('@');
            return $"{Address[0]}***@{Address[at + 1]}***";
        }
    }

    private string MaskedPhoneNumber
    {
        get
        {
            const int shown = 4;
            var digits = Address.Length - 1;
            return digits <= shown ? Address : $"+{new string('*', digits - shown)}{Address[^shown..]}";
        }
    }

    /// <summary>Where the first code of a new user goes: to what the pool verifies by itself; the phone before the e-mail.</summary>
    public static Destination? ForSignUp(Pool pool, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var attribute in new[] { LoginNameKind.PhoneNumber, LoginNameKind.Email })
        {
            if (pool.AutoVerifies(attribute) && attributes.TryGetValue(attribute, out var address))
                return new Destination(attribute, address);
        }

        return null;
    }

    /// <summary>Where a code for a forgotten password goes: the first mechanism of the pool whose address the user has verified.</summary>
    public static Destination? ForRecovery(Pool pool, User user)
    {
        foreach (var mechanism in pool.RecoveryMechanisms)
        {
            var attribute = mechanism.Replace("verified_", "", StringComparison.Ordinal);
            if (user.IsVerified(attribute) && user[attribute] is { } address)
                return new Destination(attribute, address);
        }

        return null;
    }

    /// <summary>
    /// Where an invitation goes: by the mediums asked for, or, when none is named, to the phone number or else to the e-mail address.
    /// </summary>
    public static IReadOnlyList<Destination> ForInvitation(IReadOnlyDictionary<string, string> attributes, IReadOnlyCollection<string> mediums)
    {
        var reachable = new[] { LoginNameKind.PhoneNumber, LoginNameKind.Email }
            .Where(attributes.ContainsKey).Select(attribute => new Destination(attribute, attributes[attribute])).ToList();
        return mediums.Count == 0 ? [.. reachable.Take(1)] : [.. reachable.Where(d => mediums.Contains(d.Medium, StringComparer.Ordinal))];
    }

    /// <summary>
    /// What an unknown name is told, so that it looks like a known one (S-13): the medium follows from the name's form, or else from what the pool prefers; the
    /// address from the name and a seed that is the same at every probe.
    /// </summary>
    public static Destination Simulated(string preferred, string name, ReadOnlySpan<byte> seed)
    {
        if (SignInNames.LooksLikeEmail(name))
            return new Destination(LoginNameKind.Email, name);
        if (SignInNames.LooksLikePhoneNumber(name))
            return new Destination(LoginNameKind.PhoneNumber, name);

        var lastDigits = BinaryPrimitives.ReadUInt16BigEndian(seed) % 10_000;
        return preferred == LoginNameKind.PhoneNumber
            ? new Destination(LoginNameKind.PhoneNumber, string.Create(CultureInfo.InvariantCulture, $"+1555555{lastDigits:0000}"))
            : new Destination(LoginNameKind.Email, $"{(char)('a' + (seed[2] % 26))}@{(char)('a' + (seed[3] % 26))}");
    }
}
