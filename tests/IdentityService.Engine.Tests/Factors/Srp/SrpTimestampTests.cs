using System.Globalization;
using IdentityService.Engine.Factors.Srp;
using Xunit;

namespace IdentityService.Engine.Tests.Factors.Srp;

public sealed class SrpTimestampTests
{
    [Fact]
    public void Reads_what_clients_write_in_any_culture_of_the_server()
    {
        var before = CultureInfo.CurrentCulture;
        foreach (var culture in new[] { "", "de-DE", "ar-SA", "th-TH" })
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.True(SrpTimestamp.TryParse("Mon Mar 2 09:05:07 UTC 2026", out var moment));
            Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 5, 7, TimeSpan.Zero), moment);
            Assert.True(SrpTimestamp.TryParse("Fri Aug 11 15:51:06 UTC 2023", out _));
        }
        CultureInfo.CurrentCulture = before;
    }

    [Theory]
    [InlineData("Mon Mar 02 09:05:07 UTC 2026")]    // padded day
    [InlineData("Tue Mar 2 09:05:07 UTC 2026")]     // wrong weekday
    [InlineData("Mon Mar  2 09:05:07 UTC 2026")]
    [InlineData("Mon Mar 2 9:05:07 UTC 2026")]
    [InlineData("mon mar 2 09:05:07 UTC 2026")]
    [InlineData("Mon Mar 2 09:05:07 utc 2026")]
    [InlineData("Mon Mar 2 09:05:07 GMT 2026")]
    [InlineData("Mon Mar 2 09:05:07 +0000 2026")]
    [InlineData(" Mon Mar 2 09:05:07 UTC 2026")]
    [InlineData("Mon Mar 2 09:05:07 UTC 2026 ")]
    [InlineData("Mon März 2 09:05:07 UTC 2026")]
    [InlineData("Sun Feb 29 09:05:07 UTC 2026")]
    [InlineData("Mon Mar 2 24:05:07 UTC 2026")]
    [InlineData("2026-03-02T09:05:07Z")]
    [InlineData("")]
    [InlineData(null)]
    public void Refuses_everything_else(string? text) => Assert.False(SrpTimestamp.TryParse(text, out _));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    [InlineData(86_400, false)]
    public void Clocks_may_differ_by_five_minutes(int seconds, bool current) =>
        Assert.Equal(current, SrpTimestamp.IsCurrent(PublishedVector.Now.AddSeconds(seconds), PublishedVector.Now));
}
