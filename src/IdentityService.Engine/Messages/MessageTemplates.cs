using IdentityService.Wire.Structures;

namespace IdentityService.Engine.Messages;

/// <summary>Why a message is sent.</summary>
public enum MessageKind
{
    /// <summary>The code that confirms a sign-up or proves an e-mail address or phone number.</summary>
    Verification,
    ResentCode,
    ForgottenPassword,

    /// <summary>Username and temporary password for a user whom an administrator made.</summary>
    Invitation,

    /// <summary>The code of a sign-in: second factor or one-time password.</summary>
    Authentication,
}

/// <summary>
/// The template of a pool for each kind and channel, or Cognito's default, trailing blank included. Codes only: a pool that asks for
/// CONFIRM_WITH_LINK is sent its code template.
/// </summary>
/// <remarks>
/// Where template and legacy twin differ the template wins (Cognito: observed in moto). E-mail MFA has its own setting outside
/// UserPoolType (EmailMfaConfiguration): where it is set, make the <see cref="MessageTemplate"/> from it.
/// </remarks>
public static class MessageTemplates
{
    public const string VerificationSubject = "Your verification code";
    public const string VerificationBody = "Your verification code is {####}. ";
    public const string InvitationSubject = "Your temporary password";
    public const string InvitationBody = "Your username is {username} and temporary password is {####}. ";
    public const string AuthenticationSubject = "Your authentication code";
    public const string AuthenticationBody = "Your authentication code is {####}. ";

    public static MessageTemplate For(UserPoolType pool, MessageKind kind, MessageChannel channel) => kind switch
    {
        MessageKind.Invitation => Invitation(pool.AdminCreateUserConfig?.InviteMessageTemplate, channel),
        MessageKind.Authentication => Authentication(pool, channel),
        _ => Verification(pool, channel),
    };

    private static MessageTemplate Verification(UserPoolType pool, MessageChannel channel)
    {
        var own = pool.VerificationMessageTemplate;
        return channel == MessageChannel.Sms
            ? new MessageTemplate(null, own?.SmsMessage ?? pool.SmsVerificationMessage ?? VerificationBody)
            : new MessageTemplate(
                own?.EmailSubject ?? pool.EmailVerificationSubject ?? VerificationSubject,
                own?.EmailMessage ?? pool.EmailVerificationMessage ?? VerificationBody);
    }

    private static MessageTemplate Invitation(MessageTemplateType? own, MessageChannel channel) => channel == MessageChannel.Sms
        ? new MessageTemplate(null, own?.SMSMessage ?? InvitationBody)
        : new MessageTemplate(own?.EmailSubject ?? InvitationSubject, own?.EmailMessage ?? InvitationBody);

    private static MessageTemplate Authentication(UserPoolType pool, MessageChannel channel) => channel == MessageChannel.Sms
        ? new MessageTemplate(null, pool.SmsAuthenticationMessage ?? AuthenticationBody)
        : new MessageTemplate(AuthenticationSubject, AuthenticationBody);
}
