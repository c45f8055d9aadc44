namespace SignUp.Service;

/// <summary>What this site asks of someone who signs up. The service does not look into it.</summary>
public sealed record HeldData(string Nickname);
