using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IdentityService.Wire.Contracts;

/// <summary>Where a walk stands, kept on the stack and turned into text only for a violation: <c>userAttributes.1.member.name</c>.</summary>
internal struct MemberPath
{
    private Steps _steps;
    private int _depth;

    internal void Push(string member) => Push(new Step(member, 0));

    /// <param name="position">1-based, as Cognito counts.</param>
    internal void Push(int position) => Push(new Step(null, position));

    internal void Pop() => _depth--;

    public override readonly string ToString()
    {
        var text = new StringBuilder();
        for (var at = 0; at < _depth; at++)
        {
            if (at > 0) text.Append('.');
            if (_steps[at].Member is { } member) text.Append(member);
            else text.Append(CultureInfo.InvariantCulture, $"{_steps[at].Position}.member");
        }

        return text.ToString();
    }

    private void Push(Step step)
    {
        if (_depth == Steps.Limit) throw ContractErrors.TooDeep();
        _steps[_depth++] = step;
    }

    private readonly record struct Step(string? Member, int Position);

    [InlineArray(Limit)]
    private struct Steps
    {
        internal const int Limit = 64;

        [SuppressMessage("Style", "IDE0044", Justification = "The runtime repeats this field; code never names it.")]
        [SuppressMessage("Style", "IDE0051", Justification = "The runtime repeats this field; code never names it.")]
        private Step _first;
    }
}
