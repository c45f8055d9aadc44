namespace Azure.Data.Tables;

public enum TableUpdateMode
{
    /// <summary>Properties that are not sent keep their stored value.</summary>
    Merge = 0,

    /// <summary>Properties that are not sent are removed.</summary>
    Replace = 1,
}
