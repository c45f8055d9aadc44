using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>Name and key of a storage account. The key cannot be read back.</summary>
public class TableSharedKeyCredential
{
    private volatile byte[] key;

    /// <param name="accountName">The account's name.</param>
    /// <param name="accountKey">The account's key, in Base64.</param>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentNullException.ThrowIfNull(accountName);
        ArgumentNullException.ThrowIfNull(accountKey);
        AccountName = accountName;
        SetAccountKey(accountKey);
    }

    public string AccountName { get; }

    /// <summary>Replaces the key; requests sent from now on are signed with it.</summary>
    public void SetAccountKey(string accountKey) => key = Convert.FromBase64String(accountKey);

    internal string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
