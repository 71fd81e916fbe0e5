namespace IdentityService.Engine;

/// <summary>The service must not start as it is configured. The message is one sentence that names the setting and what to do.</summary>
public sealed class StartRefused(string sentence) : Exception(sentence);
