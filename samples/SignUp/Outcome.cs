namespace SignUp;

/// <summary>What the waiting page says.</summary>
/// <param name="State">For scripts and tests; the words are for people.</param>
/// <param name="Kind">The look: waiting, good or ended.</param>
public sealed record Outcome(string State, string Kind, string Heading, string Text)
{
    public bool IsFinal => Kind != "waiting";

    public static Outcome Welcome(string nickname) =>
        new("granted", "good", $"Welcome, {nickname}!", "Your pond is ready.");

    /// <param name="state">The service's word, or null when it knows nothing of this registration any more.</param>
    /// <param name="mail">What became of the messages to the parent, while they are asked.</param>
    public static Outcome Of(string? state, string? mail = null) => state switch
    {
        "awaitingParent" => Asking(state, mail),
        "granted" or "ofAge" => new(state, "good", "You are in!", "Your pond is ready."),
        "refused" => new(
            state, "ended", "Your parent said no", "So we have not opened an account, and we delete what you told us. You can talk with them about it."),
        "disowned" => new(
            state, "ended", "That was not your parent’s address", "The person we wrote to does not know about you, so we delete what you told us. You can start again with another address."),
        "expired" => new(
            state, "ended", "Nobody answered", "Your parent did not answer in time, so we delete what you told us. You can start again."),
        "withdrawn" => new(
            state, "ended", "Your parent changed their mind", "So your account is closed, and we delete what you told us."),
        "cancelled" => new(state, "ended", "You have stopped this sign-up", "We delete what you told us."),
        _ => new("deleted", "ended", "Everything is deleted", "We keep nothing of this sign-up any more. You can start again."),
    };

    private static Outcome Asking(string state, string? mail) => mail switch
    {
        "bounced" => new(state, "waiting", "We could not reach your parent", "Our message came back: there is no such address. Check it, and enter the right one below."),
        "suppressed" => new(
            state, "waiting", "We may not write to this address", "Somebody told us before that no child of theirs is here. Enter your parent’s own address below."),
        "failed" => new(state, "waiting", "Our message has not got through yet", "We try again. If you entered the wrong address, enter the right one below."),
        "pending" => new(state, "waiting", "We are asking your parent", "A message to them is on its way. As soon as they answer, you will see it here."),
        _ => new(state, "waiting", "We have asked your parent", "They have a message from us. As soon as they answer, you will see it here."),
    };
}
