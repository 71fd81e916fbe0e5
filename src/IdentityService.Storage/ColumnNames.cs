using System.Text;

namespace IdentityService.Storage;

/// <summary>Columns are named as SQL is written: lower case with underscores.</summary>
internal static class ColumnNames
{
    public static string SnakeCase(string property)
    {
        var column = new StringBuilder(property.Length + 8);
        for (var i = 0; i < property.Length; i++)
        {
            if (char.IsAsciiLetterUpper(property[i]) && i > 0 && property[i - 1] != '_')
                column.Append('_');
            column.Append(char.ToLowerInvariant(property[i]));
        }

        return column.ToString();
    }
}
