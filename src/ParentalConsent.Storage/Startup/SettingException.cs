namespace ParentalConsent.Storage.Startup;

/// <summary>A setting is missing or not what it should be. Names it in full; never shows a connection string or a password.</summary>
public sealed class SettingException(string setting, string problem) : Exception($"Setting '{setting}' {problem}.");
