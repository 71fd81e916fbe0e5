using System.Net;
using System.Text.RegularExpressions;

namespace IdentityService.Engine.Messages;

/// <summary>
/// Subject and body with the placeholders <c>{####}</c> (code or temporary password) and <c>{username}</c>, from the pool's settings or
/// from its CustomMessage trigger. A subject is for e-mail alone.
/// </summary>
public sealed partial record MessageTemplate(string? Subject, string Body)
{
    /// <summary>
    /// Replaces every placeholder in one pass, so that a username that reads like a placeholder stays a username (S-28). What is put
    /// into an e-mail's body is encoded as HTML; a subject is one line of plain text.
    /// </summary>
    /// <param name="username">Null where the message names no user; its placeholder then stays as written, and so for the code.</param>
    public Message Fill(string poolId, MessageChannel channel, string recipient, string? username, string? code)
    {
        var isEmail = channel == MessageChannel.Email;
        return new Message
        {
            PoolId = poolId,
            Channel = channel,
            Recipient = recipient,
            Subject = isEmail && Subject is not null ? LineBreaks().Replace(Replace(Subject, username, code), " ") : null,
            Body = isEmail ? Replace(Body, WebUtility.HtmlEncode(username), WebUtility.HtmlEncode(code)) : Replace(Body, username, code),
            Code = code,
        };
    }

    private static string Replace(string text, string? username, string? code) =>
        Placeholder().Replace(text, found => (found.ValueSpan is "{####}" ? code : username) ?? found.Value);

    [GeneratedRegex(@"\{####\}|\{username\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    // The contract lets a subject hold any white space, a header does not.
    [GeneratedRegex(@"[\r\n\u0085\u2028\u2029]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineBreaks();
}
